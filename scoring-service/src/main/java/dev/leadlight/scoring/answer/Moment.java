package dev.leadlight.scoring.answer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** A moment as callers write it. */
public final class Moment {

  /** What is expected, for those who wrote something else. */
  public static final String EXPECTED =
      "write ISO 8601 with a zone, for example 2026-11-20T10:00:00Z, or epoch milliseconds";

  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{1,15}");

  /** That many milliseconds fit into fifteen digits. */
  private static final Instant LAST = Instant.ofEpochMilli(999_999_999_999_999L);

  private static final Instant FIRST = Instant.ofEpochMilli(-999_999_999_999_999L);

  private Moment() {}

  /**
   * Reads ISO 8601 with a zone, or epoch milliseconds; empty if it is neither, or 30,000 years from
   * 1970.
   */
  public static Optional<Instant> parse(String text) {
    String trimmed = text.strip();
    try {
      if (EPOCH_MILLIS.matcher(trimmed).matches()) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(trimmed)));
      }
      // A plus sign that was not escaped arrives as a space.
      return Optional.of(OffsetDateTime.parse(trimmed.replace(' ', '+')).toInstant())
          .filter(moment -> !moment.isBefore(FIRST) && !moment.isAfter(LAST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
