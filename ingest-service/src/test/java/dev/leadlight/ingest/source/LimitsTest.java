package dev.leadlight.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  @ParameterizedTest
  @CsvSource({"0.001, 1", "0.5, 1", "5, 5", "100, 100", "500, 100", "1000, 100", "20000, 2000"})
  void whatMayComeAtOnceIsLittleBesideWhatMayComeInASecond(double perSecond, long burst) {
    Limits limits = new Limits(OptionalDouble.of(perSecond), OptionalLong.empty());

    assertThat(limits.size()).isEqualTo(burst);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1000", "1e6"})
  void aNumberIsALimit(String written) {
    assertThat(Limits.parse(written, OptionalLong.empty()).eventsPerSecond())
        .hasValue(Double.parseDouble(written));
  }

  @Test
  void whoeverMaySendAnyNumberIsToldSoInAWord() {
    assertThat(Limits.parse("unlimited", OptionalLong.empty())).isEqualTo(Limits.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "Unlimited", "0", "-1", "NaN", "Infinity", "1,5"})
  void anythingElseIsAMistake(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.parse(written, OptionalLong.empty()))
        .withMessageStartingWith("events-per-second");
  }

  @ParameterizedTest
  @CsvSource({"0.001, 1", "1e9, 1000000000"})
  void limitsReachFromOneInAThousandSecondsToAThousandMillionInOne(String written, long burst) {
    assertThat(Limits.parse(written, OptionalLong.of(burst)).size()).isEqualTo(burst);
    assertThat(Limits.parse(written, OptionalLong.empty()).size()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "0.000999, 1, events-per-second lies between",
    "1000000001, 1, events-per-second lies between",
    "5, 0, burst lies between",
    "5, 1000000001, burst lies between",
    "unlimited, 5, a burst needs events-per-second"
  })
  void beyondThemTheyAreMistakes(String written, long burst, String mistake) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.parse(written, OptionalLong.of(burst)))
        .withMessageStartingWith(mistake);
  }
}
