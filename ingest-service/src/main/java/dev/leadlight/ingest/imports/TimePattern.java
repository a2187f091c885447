package dev.leadlight.ingest.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the times in a file are written. */
final class TimePattern {

  /** In words, for whoever wrote another one. */
  static final String RULE =
      "a pattern of java.time.format.DateTimeFormatter that tells a moment, such as"
          + " dd.MM.yyyy HH:mm: yyyy is the year, MM the month, dd its day, HH the hour of the day"
          + " (hh with a for AM or PM), mm the minute";

  /** An afternoon, so that it shows whether the hour is one of the day. */
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2025, 3, 14, 21, 7, 9, 123_000_000, ZoneId.of("Europe/Berlin"));

  /**
   * The formatter of a pattern; null if it is none, or none by which a moment can be told: {@code
   * hh} without AM or PM would quietly make midnight of all times, {@code YYYY} another year.
   */
  static @Nullable DateTimeFormatter of(String pattern) {
    try {
      DateTimeFormatter formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(withProlepticYear(pattern))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      return tellsWhatItWrites(formatter) ? formatter : null;
    } catch (IllegalArgumentException | DateTimeException notAPattern) {
      return null;
    }
  }

  /** The year of an era is none without the era, and nobody writes that. */
  private static String withProlepticYear(String pattern) {
    if (pattern.indexOf('G') >= 0) {
      return pattern;
    }
    StringBuilder years = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char sign = pattern.charAt(i);
      quoted ^= sign == '\'';
      years.append(sign == 'y' && !quoted ? 'u' : sign);
    }
    return years.toString();
  }

  private static boolean tellsWhatItWrites(DateTimeFormatter formatter) {
    String written = formatter.format(SAMPLE);
    TemporalAccessor read =
        formatter.parseBest(written, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    return formatter.format(read).equals(written)
        && LocalDate.from(read).equals(SAMPLE.toLocalDate());
  }

  private TimePattern() {}
}
