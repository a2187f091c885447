package dev.leadlight.scoring.census.shell;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.scoring.census.Customer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Customers by recency, frequency and monetary value, in sketches (DDSketch, Masson, Rim and Lee,
 * VLDB 12, 2019): some kilobytes however many there are, quantiles true to 1 % of their value, and
 * two of them make one of both.
 */
final class CustomerSketch {

  private static final double ACCURACY = 0.01;
  private static final double PERCENT = 100;

  /** What a sketch says of a figure, times this, is no less than the figure. */
  private static final double MOST = 1 / (1 - ACCURACY);

  private final List<DDSketch> dimensions =
      IntStream.range(0, 3).mapToObj(i -> DDSketches.unboundedDense(ACCURACY)).toList();

  void add(Customer customer) {
    dimensions.get(0).accept(customer.recencyDays());
    dimensions.get(1).accept(customer.orders());
    dimensions.get(2).accept(customer.net());
  }

  /** With those that somebody else has counted. */
  void add(byte[] counted) {
    try {
      ByteArrayInput in = ByteArrayInput.wrap(counted);
      for (DDSketch dimension : dimensions) {
        byte[] bytes = new byte[(int) in.readLongLE()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = in.readByte();
        }
        dimension.decodeAndMergeWith(ByteArrayInput.wrap(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not a sketch of customers", e);
    }
  }

  byte[] bytes() {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    for (DDSketch dimension : dimensions) {
      byte[] bytes = encoded(dimension);
      out.writeLongLE(bytes.length);
      for (byte each : bytes) {
        out.writeByte(each);
      }
    }
    return out.trimmedCopy();
  }

  private static byte[] encoded(DDSketch sketch) {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      sketch.encode(out, false);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.trimmedCopy();
  }

  boolean isEmpty() {
    return dimensions.get(0).isEmpty();
  }

  /**
   * The percentiles; only of a sketch that is not empty. A sketch can't tell figures apart that are
   * nearly the same, so each percentile is the better end of those that it may be: whoever has the
   * very figure at a boundary is not beyond it, and nor are all the others who have it.
   */
  RfmBoundaries boundaries(Instant version, Instant now, Currency currency) {
    return new RfmBoundaries(
        version.toString(),
        now,
        (long) dimensions.get(0).getCount(),
        currency.getCurrencyCode(),
        percentiles(dimensions.get(0), 1 / (1 + ACCURACY)),
        percentiles(dimensions.get(1), MOST).stream().map(Math::floor).toList(),
        percentiles(dimensions.get(2), MOST));
  }

  private static List<Double> percentiles(DDSketch sketch, double end) {
    return IntStream.rangeClosed(0, (int) PERCENT)
        .mapToObj(percent -> Math.max(0, sketch.getValueAtQuantile(percent / PERCENT)) * end)
        .toList();
  }
}
