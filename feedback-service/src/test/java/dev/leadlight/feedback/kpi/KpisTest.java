package dev.leadlight.feedback.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KpisTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Period DAY = new Period(NOW.minusSeconds(86_400), NOW);
  private static final List<String> TIERS = List.of("sales-ready", "nurture", "newsletter");

  @Test
  void listsTheTiersInForceHighestFirstAndOthersAfterThem() {
    Kpis kpis =
        Kpis.of(
            DAY,
            NOW,
            TIERS,
            Map.of("nurture", leads(1, 0), "vip", leads(1, 0), "bronze", leads(1, 0)),
            leads(3, 0));

    assertThat(kpis.tiers())
        .extracting(Figures::tier)
        .containsExactly("sales-ready", "nurture", "newsletter", "bronze", "vip");
  }

  @Test
  void dividesConvertedLeadsByLeads() {
    assertThat(figures(leads(4, 1)).conversionRate()).isEqualTo(0.25);
    assertThat(figures(leads(3, 1)).conversionRate()).isEqualTo(1.0 / 3);
    assertThat(figures(leads(3, 0)).conversionRate()).isEqualTo(0.0);
  }

  @Test
  void knowsNoRateWithoutLeads() {
    assertThat(figures(Tally.NONE).conversionRate()).isNull();
  }

  @Test
  void keepsCurrenciesApart() {
    Figures figures =
        figures(new Tally(2, 2, 4, List.of(sales(1, "USD", "50"), sales(2, "EUR", "30"))));

    assertThat(figures.revenue()).containsExactly(money("EUR", "30"), money("USD", "50"));
    assertThat(figures.averageOrderValue())
        .containsExactly(money("EUR", "15.00"), money("USD", "50.00"));
  }

  @Test
  void averagesOverTheOrdersThatToldAValueOnly() {
    Figures figures = figures(new Tally(1, 1, 3, List.of(sales(2, "EUR", "30.00"))));

    assertThat(figures.orders()).isEqualTo(3);
    assertThat(figures.averageOrderValue()).containsExactly(money("EUR", "15.00"));
  }

  @Test
  void roundsAveragesHalfUpToTheMinorUnit() {
    assertThat(average(sales(3, "EUR", "100.00"))).isEqualTo(money("EUR", "33.33"));
    assertThat(average(sales(8, "EUR", "100.12"))).isEqualTo(money("EUR", "12.52"));
    assertThat(average(sales(2, "JPY", "1001"))).isEqualTo(money("JPY", "501"));
    assertThat(average(sales(3, "KWD", "10.000"))).isEqualTo(money("KWD", "3.333"));
    assertThat(average(sales(3, "POINTS", "10"))).isEqualTo(money("POINTS", "3.33"));
  }

  private static Money average(Tally.Sales sales) {
    return figures(new Tally(1, 1, sales.orders(), List.of(sales))).averageOrderValue().get(0);
  }

  private static Figures figures(Tally total) {
    return Kpis.of(DAY, NOW, TIERS, Map.of(), total).total();
  }

  private static Tally leads(long leads, long converted) {
    return new Tally(leads, converted, converted, List.of());
  }

  private static Tally.Sales sales(long orders, String currency, String revenue) {
    return new Tally.Sales(orders, money(currency, revenue));
  }

  private static Money money(String currency, String amount) {
    return new Money(currency, new BigDecimal(amount));
  }
}
