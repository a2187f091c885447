package dev.leadlight.feedback.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.kpi.Cell.Sum;
import dev.leadlight.feedback.kpi.Stores.Counted;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoresTest {

  private static final Period DAY =
      Period.of(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-20"), ZoneOffset.UTC);

  @Test
  void whoComesInIsCountedAtTheEntrancesAndNotOnceMoreInEachZone() {
    Stores.Store mitte =
        only(
            List.of(lead("mitte")),
            new Counted("mitte", "", 200, 9),
            new Counted("mitte", "lighting", 80, 0));

    assertThat(mitte.total().footfall()).isEqualTo(new Stores.Footfall(200, 9, 0.045));
    assertThat(mitte.tiers()).extracting(Stores.Visits::footfall).containsOnlyNulls();
    assertThat(mitte.zones()).containsExactly(new Stores.Zone("lighting", 0, Map.of(), null, 80L));
  }

  @Test
  void nothingIsSaidWhereNoSensorCountedAndNoRateOfNobody() {
    assertThat(only(List.of(lead("mitte"))).total().footfall()).isNull();
    assertThat(only(List.of(lead("mitte")), new Counted("mitte", "rugs", 5, 0)).total().footfall())
        .isNull();
    assertThat(only(List.of(lead("mitte")), new Counted("mitte", "", 0, 3)).total().footfall())
        .isEqualTo(new Stores.Footfall(0, 3, null));
  }

  @Test
  void aStoreIsListedForItsSensorsAlone() {
    Stores.Store soho = only(List.of(), new Counted("soho", "", 12, 0));

    assertThat(soho.total().leads()).isZero();
    assertThat(soho.total().footfall()).isEqualTo(new Stores.Footfall(12, 0, 0.0));
  }

  private static Stores.Store only(List<Cell> cells, Counted... counted) {
    List<Stores.Store> stores =
        Stores.of(
                DAY,
                Instant.EPOCH,
                new Rates("EUR", Map.of(), null),
                List.of("nurture"),
                cells,
                List.of(counted))
            .stores();
    assertThat(stores).hasSize(1);
    return stores.get(0);
  }

  private static Cell lead(String store) {
    Sum one = new Sum(1, BigDecimal.ZERO);
    return new Cell("lead!", store, "", "", one, Sum.NONE, one, 0, 0, 0);
  }
}
