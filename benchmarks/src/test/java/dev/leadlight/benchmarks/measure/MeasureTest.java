package dev.leadlight.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.benchmarks.load.LoadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {

  /** Pages that a processor has counted and not added up yet. */
  private static final long LINUX_ROUNDS_BY = 1 << 20;

  @Test
  void anEventIsCountedOnceWhateverRequestItCameIn() {
    LoadResult result =
        new LoadResult(
            Map.of(200, 500L, 429, 9L),
            Duration.ofSeconds(2),
            Duration.ofMillis(3),
            Duration.ofMillis(40),
            Duration.ofMillis(50));

    Sample sample = Sample.of(result, 100, Duration.ofSeconds(1), Duration.ofMillis(500));

    assertThat(sample).isEqualTo(new Sample(25_000, 3, 40, 2, 1));
  }

  @Test
  void theMedianIsTakenFigureByFigure() {
    List<Sample> samples =
        List.of(new Sample(1, 9, 5, 4, 1), new Sample(2, 7, 6, 4, 3), new Sample(9, 8, 1, 4, 2));

    assertThat(Sample.median(samples)).isEqualTo(new Sample(2, 8, 5, 4, 2));
    assertThat(Sample.median(samples.subList(0, 2)).perSecond()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void aRatioSaysHowManyTimesTheOther() {
    assertThat(new Sample(6, 4, 9, 2, 1).over(new Sample(10, 2, 3, 1, 1)))
        .isEqualTo(new Sample(0.6, 2, 3, 2, 1));
  }

  @Test
  void tablesAreMarkdown() {
    Table table = new Table("load", "events/s");
    table.row("one", Table.figure(12_345.6));
    table.row("two", Table.times(0.614));

    assertThat(table)
        .hasToString(
            """
            | load | events/s |
            | --- | ---: |
            | one | 12,346 |
            | two | 0.61 × |""");
  }

  @Test
  void aProcessHasMemoryAndTimeOfItsOwn() throws IOException {
    long pid = ProcessHandle.current().pid();

    long resident = ProcessUse.residentBytes(pid);
    assertThat(ProcessUse.cpu(pid)).isPositive();
    assertThat(resident).isPositive();
    assertThat(ProcessUse.peakResidentBytes(pid)).isGreaterThan(resident - LINUX_ROUNDS_BY);
  }
}
