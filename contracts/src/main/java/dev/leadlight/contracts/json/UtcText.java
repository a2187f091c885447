package dev.leadlight.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Instants as {@link Instant#toString} writes them, read and written without a formatter: {@code
 * 2026-03-01T10:00:00Z}, with three, six or nine digits of a fraction where there is one. An event
 * holds three of them, and the formatter is a hundred times slower: it would be a fifth of the work
 * on an event. Whatever is laid out otherwise is the formatter's business.
 */
public final class UtcText {

  private static final String LAYOUT = "0000-00-00T00:00:00";
  private static final int SECONDS = LAYOUT.length();
  private static final int NANO_DIGITS = 9;
  private static final int NANOS_A_MILLI = 1_000_000;

  private UtcText() {}

  /** The instant; null if the text is laid out otherwise, or there is no such day or time. */
  public static @Nullable Instant parse(String text) {
    int digits = text.length() - SECONDS - 2; // -1 where there is no fraction
    boolean isUsual = digits == -1 || digits == 3 || digits == 6 || digits == NANO_DIGITS;
    if (!isUsual || !isLaidOut(text, digits)) {
      return null;
    }
    int nanos = digits < 0 ? 0 : number(text, SECONDS + 1, SECONDS + 1 + digits);
    for (int i = digits; i < NANO_DIGITS && nanos > 0; i++) {
      nanos *= 10;
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              nanos)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notOnTheClock) {
      return null;
    }
  }

  private static boolean isLaidOut(String text, int digits) {
    if (text.charAt(text.length() - 1) != 'Z' || (digits > 0 && text.charAt(SECONDS) != '.')) {
      return false;
    }
    for (int i = 0; i < text.length() - 1; i++) {
      char given = text.charAt(i);
      char wanted = i < SECONDS ? LAYOUT.charAt(i) : i == SECONDS ? '.' : '0';
      if (wanted == '0' ? given < '0' || given > '9' : given != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int until) {
    return Integer.parseInt(text, from, until, 10);
  }

  /** The text of {@link Instant#toString}. */
  public static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    boolean isUsual = time.getYear() >= 0 && time.getYear() <= 9999;
    if (!isUsual || instant.getNano() % NANOS_A_MILLI != 0) {
      return instant.toString();
    }
    int millis = instant.getNano() / NANOS_A_MILLI;
    char[] text = new char[millis == 0 ? SECONDS + 1 : SECONDS + 5];
    LAYOUT.getChars(0, SECONDS, text, 0);
    put(text, 4, time.getYear());
    put(text, 7, time.getMonthValue());
    put(text, 10, time.getDayOfMonth());
    put(text, 13, time.getHour());
    put(text, 16, time.getMinute());
    put(text, 19, time.getSecond());
    if (millis > 0) {
      text[SECONDS] = '.';
      text[SECONDS + 1] = '0';
      text[SECONDS + 2] = '0';
      put(text, SECONDS + 4, millis);
    }
    text[text.length - 1] = 'Z';
    return new String(text);
  }

  /** Writes a number that ends before a place over the zeroes that stand there. */
  private static void put(char[] text, int end, int number) {
    int at = end;
    for (int rest = number; rest > 0; rest /= 10) {
      text[--at] = (char) ('0' + rest % 10);
    }
  }

  /** To be registered after the module that knows all other types of time. */
  static SimpleModule module() {
    return new SimpleModule("utc-text")
        .addDeserializer(Instant.class, new Reader())
        .addSerializer(Instant.class, new Writer());
  }

  private static final class Reader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Instant usual = parser.hasToken(JsonToken.VALUE_STRING) ? parse(parser.getText()) : null;
      return usual == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : usual;
    }
  }

  private static final class Writer extends StdScalarSerializer<Instant> {

    private static final long serialVersionUID = 1;

    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(format(value));
    }
  }
}
