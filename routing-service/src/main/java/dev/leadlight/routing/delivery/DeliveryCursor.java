package dev.leadlight.routing.delivery;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The place in the list of deliveries, newest first, after which a page starts. Its text is opaque
 * to callers.
 */
public record DeliveryCursor(Instant plannedAt, String id) {

  /** Reads what {@link #text} wrote; empty if it is anything else. */
  public static Optional<DeliveryCursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int space = plain.indexOf(' ');
      return space < 0
          ? Optional.empty()
          : Optional.of(
              new DeliveryCursor(
                  Instant.parse(plain.substring(0, space)), plain.substring(space + 1)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  public String text() {
    String plain = plannedAt + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
