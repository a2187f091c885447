package dev.leadlight.feedback.outcome;

import dev.leadlight.contracts.learning.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page ended: outcomes stand latest first, then by source and id. */
public record OutcomeCursor(Instant occurredAt, String source, String id) {

  private static final String SEPARATOR = "\n";

  static OutcomeCursor after(Outcome outcome) {
    return new OutcomeCursor(outcome.occurredAt(), outcome.source(), outcome.id());
  }

  /** Opaque text for a URL. */
  String text() {
    String parts = String.join(SEPARATOR, occurredAt.toString(), source, id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads such a text; empty if it is none of ours. */
  public static Optional<OutcomeCursor> parse(String text) {
    try {
      String parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] part = parts.split(SEPARATOR, 3);
      return part.length == 3
          ? Optional.of(new OutcomeCursor(Instant.parse(part[0]), part[1], part[2]))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
