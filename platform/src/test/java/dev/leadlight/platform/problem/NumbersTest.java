package dev.leadlight.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @Test
  void whatIsSentIsTakenAndWhatIsNotIsTheUsual() {
    assertThat(Numbers.whole("limit", "200", 50, 1, 200)).isEqualTo(200);
    assertThat(Numbers.whole("limit", null, 50, 1, 200)).isEqualTo(50);
    assertThat(Numbers.decimal("hopedFor", "0.2", 0.1, 0.001, 10)).isEqualTo(0.2);
    assertThat(Numbers.decimal("hopedFor", null, 0.1, 0.001, 10)).isEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "0", "201", "-1", "1.5", "9999999999999999999", "\u0663"})
  void whatIsNoNumberOfTheRangeIsTheCallersMistake(String sent) {
    assertThatThrownBy(() -> Numbers.whole("limit", sent, 50, 1, 200))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(400);
              assertThat(refusal.problem().errors().get(0).parameter()).isEqualTo("limit");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "NaN", "Infinity", "1e400", "-1", ".", "1e", "0x1p3"})
  void norIsOneThatIsNoDecimal(String sent) {
    assertThatThrownBy(() -> Numbers.decimal("hopedFor", sent, 0.1, 0.001, 10))
        .isInstanceOf(ProblemException.class);
  }
}
