package dev.leadlight.scoring.census.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.scoring.census.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerSketchTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static RfmBoundaries boundaries(CustomerSketch sketch) {
    return sketch.boundaries(NOW, NOW, Currency.getInstance("EUR"));
  }

  /** Sixteen parts, each sent through Redis as bytes, against sorting all customers. */
  @Test
  void partsPutTogetherSayWhatSortingEverybodySays() {
    Random random = new Random(1);
    List<Double> amounts = new ArrayList<>();
    CustomerSketch whole = new CustomerSketch();
    for (int part = 0; part < 16; part++) {
      CustomerSketch sketch = new CustomerSketch();
      for (int i = 0; i < 2000; i++) {
        double net = Math.exp(3 + random.nextGaussian());
        amounts.add(net);
        sketch.add(new Customer(random.nextDouble() * 365, 1 + random.nextInt(9), net));
      }
      whole.add(sketch.bytes());
    }
    amounts.sort(null);
    RfmBoundaries found = boundaries(whole);
    assertThat(found.customers()).isEqualTo(32_000);
    for (int percent = 1; percent < 100; percent++) {
      double exact = amounts.get((amounts.size() - 1) * percent / 100);
      assertThat(found.monetary().get(percent)).isCloseTo(exact, withinPercentage(2.1));
    }
    assertThat(found.frequency().get(50)).isEqualTo(5);
    assertThat(found.recencyDays().get(50)).isCloseTo(182.5, withinPercentage(3));
  }

  @Test
  void whoWasPaidBackEverythingIsACustomerOfNoValue() {
    CustomerSketch sketch = new CustomerSketch();
    assertThat(sketch.isEmpty()).isTrue();
    sketch.add(new Customer(0, 1, 0));
    assertThat(boundaries(sketch).monetary()).hasSize(101).containsOnly(0.0);
  }
}
