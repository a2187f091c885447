package dev.leadlight.ingest.imports;

import dev.leadlight.contracts.vendor.Timestamps;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people and spreadsheets write into cells, by the settings of the mapping and without a
 * guess: {@code 1.234} is a thousand only where the locale says so.
 */
final class Values {

  private static final DateTimeFormatter USUAL =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[' '][XXX][XX][X][VV]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,12})?|\\.\\d{1,12})");
  private static final Pattern MONEY =
      Pattern.compile("([+-]?)\\p{Sc}?[\\s\u00a0\u202f]?([+-]?)(.*?)[\\s\u00a0\u202f]?\\p{Sc}?");

  /** A number of more than eleven digits as spreadsheets show it, and then save it. */
  private static final Pattern ROUNDED = Pattern.compile("[+-]?\\d([.,]\\d+)?E\\+\\d{2,3}");

  private static final Set<String> YES = Set.of("true", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "no", "n", "0");

  private final ZoneId zone;
  private final @Nullable Locale locale;
  private final char decimal;
  private final char grouping;

  Values(Mapping mapping) {
    this.zone = mapping.zone();
    this.locale = mapping.numbers();
    DecimalFormatSymbols symbols =
        DecimalFormatSymbols.getInstance(locale == null ? Locale.ROOT : locale);
    this.decimal = symbols.getDecimalSeparator();
    this.grouping = symbols.getGroupingSeparator();
  }

  /** The value of a cell; null if the text does not say one of that kind. */
  @Nullable Object read(String text, Field field) {
    return switch (field.as()) {
      case TEXT -> text(text);
      case NUMBER -> number(text);
      case TIME -> time(text, field.pattern());
      case BOOLEAN -> truth(text);
    };
  }

  /** Spreadsheets and shop systems guard cells that look like formulas by an apostrophe. */
  private static String text(String text) {
    return text.length() > 1 && text.charAt(0) == '\'' && "+=-@".indexOf(text.charAt(1)) >= 0
        ? text.substring(1)
        : text;
  }

  /** Whether a spreadsheet left no more of a number than its first digits: {@code 5.12346E+12}. */
  static boolean isRounded(String text) {
    return ROUNDED.matcher(text).matches();
  }

  /** A number with all its digits; one currency sign beside it is passed over. */
  @Nullable BigDecimal number(String text) {
    Matcher money = MONEY.matcher(text);
    String digits = money.matches() ? money.group(1) + money.group(2) + money.group(3) : text;
    String plain = locale == null ? digits : inPlainDigits(digits);
    return PLAIN.matcher(plain).matches() ? new BigDecimal(plain) : null;
  }

  /** Grouping separators stand between groups of three digits, or of two as in India. */
  private String inPlainDigits(String digits) {
    int point = digits.indexOf(decimal);
    String whole = (point < 0 ? digits : digits.substring(0, point)).replace('−', '-');
    String rest = point < 0 ? "" : "." + digits.substring(point + 1);
    String joined =
        isSpace(grouping) ? whole.replaceAll("(?<=\\d)[\\s\u00a0\u202f](?=\\d{3})", "") : whole;
    if (joined.indexOf(grouping) >= 0) {
      String sign = Pattern.quote(String.valueOf(grouping));
      joined =
          joined.matches("[+-]?[1-9]\\d{0,2}(" + sign + "\\d{2,3})*" + sign + "\\d{3}")
              ? joined.replace(String.valueOf(grouping), "")
              : "?";
    }
    return joined + rest;
  }

  private static boolean isSpace(char sign) {
    return Character.isSpaceChar(sign);
  }

  /** A moment as it is usually written, as ISO 8601 in UTC; null if the text says none. */
  @Nullable String moment(String text) {
    return time(text, null);
  }

  /**
   * A moment as ISO 8601 in UTC; local times are those of the mapping's zone. One that no message
   * may have is unreadable: 1899 is how spreadsheets write that they know none.
   */
  private @Nullable String time(String text, @Nullable DateTimeFormatter pattern) {
    try {
      TemporalAccessor parsed =
          (pattern == null ? USUAL : pattern)
              .parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      String moment = moment(parsed).toString();
      return Timestamps.parse(moment) == null ? null : moment;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private Instant moment(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return parsed instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : LocalDate.from(parsed).atStartOfDay(zone).toInstant();
  }

  private static @Nullable Boolean truth(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return true;
    }
    return NO.contains(word) ? false : null;
  }
}
