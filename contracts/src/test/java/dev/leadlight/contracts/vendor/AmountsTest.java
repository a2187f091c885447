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
}
