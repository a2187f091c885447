package dev.leadlight.local.infrastructure;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Programs that come inside artifacts, unpacked once a user and content. A directory named by the
 * content's hash appears by one atomic move, so that parallel starts may race.
 */
final class Binaries {
  private Binaries() {}

  /** Unpacks a single program. */
  static Path executable(String name, byte[] content) throws IOException {
    return unpackedOnce(name, content, directory -> writeProgram(directory, name, content))
        .resolve(name);
  }

  /** Unpacks an archive of the kind {@code .tar.xz} and returns its top directory. */
  static Path archive(String name, byte[] content) throws IOException {
    return unpackedOnce(name, content, directory -> extract(directory, content));
  }

  /** This machine's architecture as the artifacts name it: {@code amd64} or {@code arm64}. */
  static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
  }

  private interface Unpacking {
    void into(Path directory) throws IOException;
  }

  private static Path unpackedOnce(String name, byte[] content, Unpacking unpacking)
      throws IOException {
    Path home = home();
    Path target = home.resolve(name + "-" + hash(content));
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(home);
    Path draft = Files.createTempDirectory(home, name + "-");
    unpacking.into(draft);
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException lostTheRace) {
      return target;
    } catch (AtomicMoveNotSupportedException unusual) {
      return draft;
    }
    return target;
  }

  private static void writeProgram(Path directory, String name, byte[] content) throws IOException {
    makeExecutable(Files.write(directory.resolve(name), content));
  }

  private static void extract(Path directory, byte[] content) throws IOException {
    try (InputStream compressed = new ByteArrayInputStream(content);
        InputStream tar = new XZCompressorInputStream(new BufferedInputStream(compressed));
        TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
      TarArchiveEntry entry = entries.getNextEntry();
      while (entry != null) {
        write(entry, entries, directory);
        entry = entries.getNextEntry();
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path directory)
      throws IOException {
    Path file = directory.resolve(entry.getName()).normalize();
    if (!file.startsWith(directory)) {
      throw new IOException("the archive names a file outside of itself");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & 0100) != 0) {
      makeExecutable(file);
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  private static Path home() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "leadlight-programs-" + System.getProperty("user.name"));
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new BigInteger(1, digest).toString(16).substring(0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
