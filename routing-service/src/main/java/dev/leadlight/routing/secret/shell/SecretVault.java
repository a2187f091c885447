package dev.leadlight.routing.secret.shell;

import dev.leadlight.routing.secret.KeyRing;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.SecretRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Looks secrets up. Files are read, so not on an event loop. */
@ApplicationScoped
public class SecretVault {

  private static final int LONGEST_FILE = 64 * 1024;

  private final SecretConfig config;
  private final Config settings;
  private final KeyRing ring;
  private final SecureRandom random = new SecureRandom();

  SecretVault(SecretConfig config, Config settings) {
    this.config = config;
    this.settings = settings;
    this.ring = KeyRing.of(config.keys(), config.activeKey());
  }

  /** Whether secrets can be kept in our own database. */
  public boolean canSeal() {
    return ring.canSeal();
  }

  /** Whether it lies under the key that seals now. */
  public boolean isCurrent(SealedSecret sealed) {
    return ring.isCurrent(sealed);
  }

  /** Seals a secret for a destination. */
  public SealedSecret seal(String destination, String name, String secret) {
    byte[] nonce = new byte[KeyRing.NONCE_BYTES];
    random.nextBytes(nonce);
    return ring.seal(secret, place(destination, name), nonce);
  }

  /**
   * Opens what was sealed for a destination.
   *
   * @throws MissingSecretException if its key is gone, or it was sealed for something else
   */
  public String open(String destination, String name, SealedSecret sealed) {
    return ring.open(sealed, place(destination, name))
        .orElseThrow(
            () ->
                new MissingSecretException(
                    "secret " + name + " can't be opened with key " + sealed.keyId()));
  }

  private static String place(String destination, String name) {
    return destination + "\n" + name;
  }

  /** Why a reference may not be used; empty if it may. Whether something lies there isn't asked. */
  public Optional<String> objection(SecretRef reference) {
    return reference.fold(
        env ->
            env.name().startsWith(config.envPrefix())
                ? Optional.empty()
                : Optional.of("expected a variable that begins with " + config.envPrefix()),
        file ->
            config.directories().stream().anyMatch(file.path()::startsWith)
                ? Optional.empty()
                : Optional.of("expected a file in one of " + config.directories()),
        setting -> Optional.empty(),
        stored -> Optional.empty());
  }

  /**
   * The secret a reference points to.
   *
   * @throws MissingSecretException if there is none, or it must not be used
   */
  public String resolve(SecretRef reference) {
    objection(reference)
        .ifPresent(
            why -> {
              throw new MissingSecretException(reference.label() + ": " + why);
            });
    return reference
        .fold(
            env -> Optional.ofNullable(System.getenv(env.name())),
            file -> read(file.path()),
            setting -> settings.getOptionalValue(setting.name(), String.class),
            stored -> Optional.<String>empty())
        .filter(secret -> !secret.isBlank())
        .orElseThrow(() -> new MissingSecretException("there is nothing at " + reference.label()));
  }

  /** The end of the line that editors add is no part of it. */
  private Optional<String> read(Path path) {
    try {
      Path real = path.toRealPath();
      return isBelowADirectory(real) && Files.size(real) <= LONGEST_FILE
          ? Optional.of(Files.readString(real).stripTrailing())
          : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Links may not lead out of the directories; Kubernetes uses them inside. */
  private boolean isBelowADirectory(Path real) throws IOException {
    for (Path directory : config.directories()) {
      if (Files.isDirectory(directory) && real.startsWith(directory.toRealPath())) {
        return true;
      }
    }
    return false;
  }
}
