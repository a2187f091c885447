package dev.leadlight.contracts.vendor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the moments that SDKs send: ISO 8601 with 0 to 9 fraction digits and {@code Z} or an offset
 * (UTC if there is none), or an epoch number in seconds or milliseconds.
 */
public final class Timestamps {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private static final String JAVASCRIPT = "0000-00-00T00:00:00.000Z";
  private static final int NANOS_A_MILLI = 1_000_000;

  /** Below it a number means seconds (until the year 5138), from it on milliseconds. */
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final int LONGEST = 40;

  /** The moment; null if it can't be read or lies outside the years 1970 to 9999. */
  public static @Nullable Instant parse(@Nullable Object sent) {
    Instant moment = sent instanceof String text ? ofText(text.strip()) : ofNumber(sent);
    return moment == null || moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST) ? null : moment;
  }

  private static @Nullable Instant ofText(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    try {
      if (text.indexOf('-') <= 0) {
        return ofEpoch(new BigDecimal(text));
      }
      Instant usual = isJavaScripts(text) ? ofJavaScript(text) : null;
      return usual == null ? ISO.parse(text, Instant::from) : usual;
    } catch (DateTimeException | NumberFormatException unreadable) {
      return null;
    }
  }

  /**
   * Whether it is laid out as {@code Date.toISOString()} does, which nearly every SDK calls. The
   * formatter is a hundred times slower, and would be the largest part of the work on a message.
   */
  private static boolean isJavaScripts(String text) {
    if (text.length() != JAVASCRIPT.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char given = text.charAt(i);
      char wanted = JAVASCRIPT.charAt(i);
      if (wanted == '0' ? given < '0' || given > '9' : given != wanted) {
        return false;
      }
    }
    return true;
  }

  /** Null if there is no such day or hour; what to make of it is the formatter's business. */
  private static @Nullable Instant ofJavaScript(String text) {
    try {
      return LocalDateTime.of(
              Integer.parseInt(text, 0, 4, 10),
              Integer.parseInt(text, 5, 7, 10),
              Integer.parseInt(text, 8, 10, 10),
              Integer.parseInt(text, 11, 13, 10),
              Integer.parseInt(text, 14, 16, 10),
              Integer.parseInt(text, 17, 19, 10),
              Integer.parseInt(text, 20, 23, 10) * NANOS_A_MILLI)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notOnTheClock) {
      return null;
    }
  }

  private static @Nullable Instant ofNumber(@Nullable Object sent) {
    if (sent instanceof Integer || sent instanceof Long) {
      return ofEpoch(BigDecimal.valueOf(((Number) sent).longValue()));
    }
    if (sent instanceof BigInteger number) {
      return ofEpoch(new BigDecimal(number));
    }
    return sent instanceof BigDecimal number ? ofEpoch(number) : null;
  }

  private static @Nullable Instant ofEpoch(BigDecimal number) {
    if (number.signum() < 0 || number.compareTo(FIRST_MILLIS.movePointRight(4)) >= 0) {
      return null;
    }
    BigDecimal millis = number.compareTo(FIRST_MILLIS) < 0 ? number.movePointRight(3) : number;
    return Instant.ofEpochMilli(millis.longValue());
  }

  private Timestamps() {}
}
