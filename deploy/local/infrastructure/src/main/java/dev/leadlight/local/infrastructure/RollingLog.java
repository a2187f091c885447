package dev.leadlight.local.infrastructure;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A child's output in a file of bounded size: at the limit the file becomes {@code <name>.1}, whose
 * predecessor is dropped.
 */
record RollingLog(Path file, long limitBytes) {

  /** Copies until the stream ends, which for a child's output is when the child does. */
  void copyFrom(InputStream output) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] buffer = new byte[16 * 1024];
    int count = output.read(buffer);
    while (count >= 0) {
      try (OutputStream log = Files.newOutputStream(file, CREATE, APPEND)) {
        long size = Files.size(file);
        while (count >= 0 && size < limitBytes) {
          log.write(buffer, 0, count);
          size += count;
          count = output.read(buffer);
        }
      }
      if (count >= 0) {
        Files.move(file, previous(), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The newest lines, for the message about a failed start. */
  String tail(int lines) {
    try {
      List<String> all = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException unreadable) {
      return "";
    }
  }

  private Path previous() {
    return file.resolveSibling(file.getFileName() + ".1");
  }
}
