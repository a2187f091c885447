package dev.leadlight.platform.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets of the configuration; they may stand in files of their own. */
public final class ConfiguredSecrets {

  private static final String FILE_PREFIX = "file:";

  /**
   * The settings with their secrets resolved.
   *
   * @throws IllegalArgumentException if a secret's file can't be read
   */
  public static WebhookSettings settings(WebhookSettingsConfig config) {
    return new WebhookSettings(
        config.vendor(),
        config.secrets().stream().map(ConfiguredSecrets::resolved).toList(),
        config.url(),
        config.options());
  }

  /**
   * The text itself, or what the file holds that is named behind {@code file:}.
   *
   * @throws IllegalArgumentException if the file can't be read
   */
  public static String resolved(String secret) {
    if (!secret.startsWith(FILE_PREFIX)) {
      return secret;
    }
    Path file = Path.of(secret.substring(FILE_PREFIX.length()));
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("no webhook secret can be read from " + file, unreadable);
    }
  }

  private ConfiguredSecrets() {}
}
