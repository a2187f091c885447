package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Ranked;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the list of leads goes on. Its text is opaque to callers.
 *
 * @param at the moment of the first page, at which all pages of one walk are evaluated
 * @param after the place after which the page begins
 */
public record ListCursor(Instant at, Ranked after) {

  private static final Duration LONGEST_AGE = Duration.ofHours(1);

  /** Whether the moment of the walk is so near that the order still holds. */
  public boolean isFresh(Instant now) {
    return !at.isAfter(now) && !at.isBefore(now.minus(LONGEST_AGE));
  }

  /** Reads what {@link #text} wrote; empty if it is anything else. */
  public static Optional<ListCursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(" ", -1);
      if (parts.length != 3) {
        return Optional.empty();
      }
      double place = Double.parseDouble(parts[1]);
      return Double.isFinite(place)
          ? Optional.of(
              new ListCursor(
                  Instant.ofEpochMilli(Long.parseLong(parts[0])),
                  new Ranked(new LeadId(parts[2]), place)))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  public String text() {
    String plain = at.toEpochMilli() + " " + after.place() + " " + after.lead();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
