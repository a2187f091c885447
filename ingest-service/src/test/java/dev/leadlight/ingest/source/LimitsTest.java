package dev.leadlight.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

  @ParameterizedTest
  @CsvSource({"0.5, 1", "5, 5", "100, 100", "500, 100", "1000, 100", "20000, 2000"})
  void whatMayComeAtOnceIsLittleBesideWhatMayComeInASecond(double perSecond, long burst) {
    Limits limits = new Limits(OptionalDouble.of(perSecond), OptionalLong.empty());

    assertThat(limits.size()).isEqualTo(burst);
  }
}
