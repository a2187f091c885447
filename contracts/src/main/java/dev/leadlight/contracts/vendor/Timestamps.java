package dev.leadlight.contracts.vendor;

import dev.leadlight.contracts.json.UtcText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
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
      Instant usual = UtcText.parse(text); // as JavaScript writes it, and nearly every SDK
      return usual == null ? ISO.parse(text, Instant::from) : usual;
    } catch (DateTimeException | NumberFormatException unreadable) {
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
