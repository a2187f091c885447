package dev.leadlight.feedback.kpi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncrementalTest {

  private static final Period DAY =
      Period.of(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-20"), ZoneOffset.UTC);

  /** Of 1,000 leads 100 spend 50 each, so 5 a lead; of 200 held out 30, so 7.50 a lead. */
  @Test
  void comparesWhatLeadsSpentOnceThirtyOfEachBought() {
    Incremental known = incremental(100, 30);

    Incremental.Estimate perLead = requireNonNull(known.perLead());
    assertThat(perLead.value()).isCloseTo(-2.5, within(1e-9));
    assertThat(requireNonNull(known.revenue()).value()).isCloseTo(-2_500, within(1e-6));
    // Variances 225.23 and 320.35: error √(0.22523 + 1.60176) = 1.3517, and t = 1.969
    assertThat(perLead.interval().low()).isCloseTo(-2.5 - 2.661, within(0.01));
    assertThat(perLead.interval().high()).isCloseTo(-2.5 + 2.661, within(0.01));
  }

  @Test
  void saysNoDifferenceOfFewerButWhatEachSpent() {
    for (Incremental unknown : List.of(incremental(100, 29), incremental(29, 100))) {
      assertThat(unknown.perLead()).isNull();
      assertThat(unknown.revenue()).isNull();
      assertThat(unknown.lines()).hasSize(2);
    }
    assertThat(incremental(100, 0).holdOut().perLead()).isEqualTo(0.0);
    assertThat(incremental(100, 0).perLead()).isNull();
  }

  private static Incremental incremental(int buyers, int heldOutBuyers) {
    return Incremental.of(
        DAY,
        Instant.EPOCH,
        new Rates("EUR", Map.of(), null),
        Stream.concat(
                arm("champion", 1_000, buyers).stream(),
                arm("hold-out", 200, heldOutBuyers).stream())
            .toList());
  }

  /** Of whom each buyer spends 50. */
  private static List<Cell> arm(String arm, long leads, long buyers) {
    return List.of(
        cell("lead!", arm, "", leads, 0),
        cell("buyer!", arm, "", buyers, 0),
        cell("order", arm, "EUR", buyers, 50 * buyers),
        cell("square~", arm, "EUR/EUR", buyers, 2_500 * buyers));
  }

  private static Cell cell(String figure, String arm, String item, long n, long amount) {
    Sum sum = new Sum(n, BigDecimal.valueOf(amount));
    return new Cell(figure, arm, "", item, sum, Sum.NONE, sum, 0, 0, 0);
  }
}
