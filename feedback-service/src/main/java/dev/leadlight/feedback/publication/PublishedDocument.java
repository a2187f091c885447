package dev.leadlight.feedback.publication;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document as it stands now.
 *
 * @param document JSON; null if it was withdrawn
 * @param author who put it so
 */
public record PublishedDocument(
    String key, @Nullable String document, String author, Instant storedAt) {

  /** As the topic has it. */
  public byte @Nullable [] bytes() {
    return document == null ? null : document.getBytes(StandardCharsets.UTF_8);
  }
}
