package dev.leadlight.ingest.source.shell;

import dev.leadlight.ingest.source.WebhookSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the webhook settings of a source; secrets may stand in files of their own. */
final class Webhooks {

  private static final String FILE_PREFIX = "file:";

  /**
   * The settings with their secrets resolved.
   *
   * @throws IllegalArgumentException if a secret's file can't be read
   */
  static WebhookSettings settings(SourceConfig.Webhook config) {
    return new WebhookSettings(
        config.vendor(),
        config.secrets().stream().map(Webhooks::resolved).toList(),
        config.url(),
        config.options());
  }

  private static String resolved(String secret) {
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

  private Webhooks() {}
}
