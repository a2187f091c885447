package dev.leadlight.feedback.audit;

import dev.leadlight.contracts.access.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page ended: entries stand latest first, then by id. */
public record AuditCursor(Instant at, String id) {

  private static final String SEPARATOR = " ";

  static AuditCursor after(AuditEntry entry) {
    return new AuditCursor(entry.at(), entry.id());
  }

  /** Opaque text for a URL. */
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + SEPARATOR + id).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads such a text; empty if it is none of ours. */
  public static Optional<AuditCursor> parse(String text) {
    try {
      String parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] part = parts.split(SEPARATOR, 2);
      return part.length == 2
          ? Optional.of(new AuditCursor(Instant.parse(part[0]), part[1]))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
