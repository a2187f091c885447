package dev.leadlight.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Small whole numbers among doubles, written as {@link Double#toString} writes them, from a table.
 * A snapshot has nearly a hundred features, most of them counts, and to work out the shortest
 * digits of each was a quarter of the work of writing it.
 */
final class WholeNumbers {

  private static final String[] TEXTS =
      IntStream.range(0, 1000).mapToObj(i -> Double.toString(i)).toArray(String[]::new);

  private WholeNumbers() {}

  /** For an object mapper; all other doubles are written as ever. */
  static SimpleModule module() {
    return new SimpleModule("whole-numbers")
        .addSerializer(Double.class, new Writer())
        .addSerializer(double.class, new Writer());
  }

  private static final class Writer extends StdScalarSerializer<Double> {

    private static final long serialVersionUID = 1;

    Writer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider all)
        throws IOException {
      int whole = value.intValue();
      boolean isSmall = whole >= 0 && whole < TEXTS.length;
      // Bit by bit: a zero below zero is another number.
      if (isSmall && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(whole)) {
        json.writeNumber(TEXTS[whole]);
      } else {
        json.writeNumber(value);
      }
    }
  }
}
