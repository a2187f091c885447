package dev.leadlight.contracts.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "12900, EUR, 129.00",
    "12900, eur, 129.00",
    "12900, JPY, 12900",
    "12900, KWD, 12.900",
    "12900.5, EUR, 129.005",
    "0.25, usd, 0.0025",
    "12900, XXX, ",
    "12900, EURO, ",
    "12900, , ",
    ", EUR, "
  })
  void ofTheSmallestUnitKeepWhatTheyAre(
      @Nullable BigDecimal sent, @Nullable String currency, @Nullable BigDecimal amount) {
    assertThat(Amounts.ofSmallestUnit(sent, currency)).isEqualTo(amount);
  }

  /** 3 × 12.95 and 0.1 + 0.2 − 0.3 in JavaScript, among others. */
  @ParameterizedTest
  @CsvSource({
    "38.849999999999994, 38.85",
    "5.551115123125783e-17, 0",
    "-59.980000000000004, -59.98",
    "99.99999999999999, 100",
    "17997.000000000004, 17997",
    "0.000000005, 0.00000001",
    "1e-2000000000, 0",
    "129.90, 129.90",
    "1e29, 1e29"
  })
  void whatBinaryArithmeticLeavesOverIsTakenOff(BigDecimal sent, BigDecimal amount) {
    assertThat(Amounts.rounded(sent, 8)).isEqualTo(amount);
  }
}
