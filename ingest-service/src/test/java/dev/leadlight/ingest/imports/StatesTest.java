package dev.leadlight.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatesTest {

  private static final Instant T0 = Instant.parse("2026-09-21T13:33:20Z");

  private final ImportState claimed =
      States.claimed(States.started("i-1", "till", Format.CSV, Map.of(), T0), T0);

  @Test
  void ofOneAttemptTheFurtherStateIsTrue() {
    ImportState further = counted(claimed, 3);

    assertThat(States.later(claimed, further)).isSameAs(further);
    assertThat(States.later(further, claimed)).isSameAs(further);
  }

  /** A replica counts on for a moment after another one has cancelled or claimed its import. */
  @Test
  void anEndOrALaterAttemptIsTrueHoweverFarTheFormerOneCounted() {
    ImportState counted = counted(claimed, 50);

    for (ImportState told : List.of(States.cancelled(claimed, T0), States.claimed(claimed, T0))) {
      assertThat(told.revision()).isLessThan(counted.revision());
      assertThat(States.later(counted, told)).isSameAs(told);
      assertThat(States.later(told, counted)).isSameAs(told);
    }
  }

  private static ImportState counted(ImportState state, int chunks) {
    ImportState counted = state;
    for (int chunk = 1; chunk <= chunks; chunk++) {
      counted =
          States.advanced(
              counted, new Cut(chunk, chunk), States.Tally.of(counted), List.of("a"), ",", T0);
    }
    return counted;
  }
}
