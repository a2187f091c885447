package dev.leadlight.feedback.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KpisTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Period DAY =
      Period.of(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-20"), ZoneOffset.UTC);
  private static final List<String> TIERS = List.of("sales-ready", "nurture", "newsletter");
  private static final Rates RATES = new Rates("EUR", Map.of("USD", new BigDecimal("0.5")), null);

  @Test
  void rateFromTheEnvironmentHasItsCodeInLowerCase() {
    Rates rates = new Rates("EUR", Map.of("usd", new BigDecimal("0.5")), null);

    assertThat(rates.of("USD")).contains(new BigDecimal("0.5"));
    assertThat(rates.of("GBP")).isEmpty();
  }

  @Test
  void listsTheTiersInForceHighestFirstAndOthersAfterThem() {
    Kpis kpis = kpis(leads("nurture", 1), leads("vip", 1), leads("bronze", 1));

    assertThat(kpis.tiers())
        .extracting(Figures::tier)
        .containsExactly("sales-ready", "nurture", "newsletter", "bronze", "vip");
  }

  @Test
  void listsATierOfAnEarlierCardAsLongAsAnythingHappensInIt() {
    Kpis kpis =
        kpis(
            new Cell("lead!", "", "gone", "", Sum.NONE, sum(2), sum(2), 2, 2, 0),
            new Cell("lead-", "", "gone", "", Sum.NONE, sum(2), sum(2), 0, 2, 0),
            new Cell("order", "", "sold", "EUR", sum(1), Sum.NONE, sum(1), 0, 0, 0));

    assertThat(kpis.tiers())
        .extracting(Figures::tier)
        .containsExactly("sales-ready", "nurture", "newsletter", "sold");
    assertThat(kpis.previous().tiers())
        .extracting(Figures::tier)
        .containsExactly("sales-ready", "nurture", "newsletter", "gone");
  }

  @Test
  void listsGroupsThatHadLeadsInThisPeriodOrTheOneBefore() {
    Groups groups =
        Groups.of(
            DAY,
            NOW,
            RATES,
            Dimension.CHANNEL,
            TIERS,
            List.of(
                new Cell("lead!", "sms", "", "", sum(3), Sum.NONE, sum(3), 0, 0, 0),
                new Cell("lead!", "email", "", "", Sum.NONE, sum(2), sum(2), 2, 2, 0),
                new Cell("lead-", "email", "", "", Sum.NONE, sum(2), sum(2), 0, 2, 0),
                new Cell("lead!", "app", "", "", Sum.NONE, Sum.NONE, sum(2), 2, 2, 2),
                new Cell("lead-", "app", "", "", Sum.NONE, Sum.NONE, sum(2), 0, 2, 2)));

    assertThat(groups.groups()).extracting(Groups.Group::value).containsExactly("email", "sms");
    assertThat(groups.groups().get(0).previous().leads()).isEqualTo(2);
    assertThat(groups.groups().get(0).total().leads()).isZero();
    assertThat(groups.groups().get(1).total().leads()).isEqualTo(3);
  }

  @Test
  void countsPeopleByThoseSeenLessThoseGoneLessThoseAway() {
    // 7 seen up to the end, 3 gone before the period, 1 away; before it, 4 − 1 − 0
    Kpis kpis =
        kpis(
            new Cell("lead!", "", "", "", sum(4), sum(2), sum(7), 4, 3, 2),
            new Cell("lead-", "", "", "", sum(1), sum(2), sum(4), 3, 3, 1),
            new Cell("lead~", "", "", "", sum(1), sum(0), sum(2), 0, 0, 0));

    assertThat(kpis.total().leads()).isEqualTo(3);
    assertThat(kpis.previous().total().leads()).isEqualTo(3);
  }

  @Test
  void knowsNoRateWithoutLeads() {
    Figures total = kpis().total();

    assertThat(total.conversionRate()).isNull();
    assertThat(total.precision().interval()).isNull();
    assertThat(total.lift()).isNull();
    assertThat(total.purchaseFrequency()).isNull();
    assertThat(total.daysInTier()).isNull();
    assertThat(total.money().averageOrderValue()).isNull();
  }

  @Test
  void keepsCurrenciesApartAndPutsThemTogetherByTheRates() {
    Figures total = kpis(sales("USD", 1, "50"), sales("EUR", 2, "30"), sales("", 4, "0")).total();

    assertThat(total.orders()).isEqualTo(7);
    assertThat(total.revenue()).containsExactly(money("EUR", "30"), money("USD", "50"));
    assertThat(total.averageOrderValue())
        .containsExactly(money("EUR", "15.00"), money("USD", "50.00"));
    assertThat(total.money().revenue()).isEqualTo(money("EUR", "55.00"));
    assertThat(total.money().averageOrderValue()).isEqualTo(money("EUR", "18.33"));
  }

  @Test
  void growsFromThePeriodBefore() {
    Cell orders =
        new Cell(
            "order",
            "",
            "",
            "EUR",
            new Sum(3, new BigDecimal("90")),
            new Sum(2, new BigDecimal("50")),
            Sum.NONE,
            0,
            0,
            0);

    Kpis.Growth growth = kpis(orders).growth();

    assertThat(growth.orders()).isCloseTo(0.5, within(1e-9));
    assertThat(growth.revenue()).isCloseTo(0.8, within(1e-9));
    assertThat(growth.averageOrderValue()).isCloseTo(0.2, within(1e-9));
    assertThat(growth.leads()).isNull();
  }

  @Test
  void measuresVelocityByTheHighestTier() {
    Cell reached = new Cell("lead!", "", "sales-ready", "", sum(6), sum(4), sum(10), 4, 0, 0);
    Cell others = new Cell("lead!", "", "nurture", "", sum(1), sum(4), sum(5), 4, 0, 0);

    assertThat(kpis(reached, others).growth().leadVelocityRate()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void roundsAveragesHalfUpToTheMinorUnit() {
    assertThat(average("EUR", 3, "100.00")).isEqualTo(money("EUR", "33.33"));
    assertThat(average("EUR", 8, "100.12")).isEqualTo(money("EUR", "12.52"));
    assertThat(average("JPY", 2, "1001")).isEqualTo(money("JPY", "501"));
    assertThat(average("KWD", 3, "10.000")).isEqualTo(money("KWD", "3.333"));
    assertThat(average("POINTS", 3, "10")).isEqualTo(money("POINTS", "3.33"));
  }

  private static Money average(String currency, long orders, String revenue) {
    return kpis(sales(currency, orders, revenue)).total().averageOrderValue().get(0);
  }

  private static Kpis kpis(Cell... cells) {
    return Kpis.of(DAY, NOW, RATES, null, TIERS, List.of(cells));
  }

  private static Cell leads(String tier, long n) {
    return new Cell("lead!", "", tier, "", sum(n), Sum.NONE, sum(n), 0, 0, 0);
  }

  private static Cell sales(String currency, long orders, String revenue) {
    Sum sum = new Sum(orders, new BigDecimal(revenue));
    return new Cell("order", "", "", currency, sum, Sum.NONE, sum, 0, 0, 0);
  }

  private static Sum sum(long n) {
    return new Sum(n, BigDecimal.ZERO);
  }

  private static Money money(String currency, String amount) {
    return new Money(currency, new BigDecimal(amount));
  }
}
