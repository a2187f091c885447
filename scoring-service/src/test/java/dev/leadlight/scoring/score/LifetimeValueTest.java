package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.scorecard.Clv;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.CustomerValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeValueTest {

  /** As published for CDNOW, with weeks turned into days. */
  private static final Clv CDNOW =
      new Clv(Duration.ofDays(39 * 7), 0.243, 4.414 * 7, 0.793, 2.426, 6.25, 3.74, 15.44);

  /**
   * The example that goes with the paper: two repeat orders, the last in week 30.43, 38.86 weeks
   * old; 1.226 orders are expected within the next 39 weeks.
   */
  @Test
  void isThePublishedExample() {
    LifetimeValue value = LifetimeValue.of(CDNOW, 3, 30.43 * 7, 38.86 * 7, 3, 105);
    assertThat(value.orders()).isCloseTo(1.226, within(0.001));
  }

  @Test
  void drawsAShortHistoryTowardsWhatIsUsual() {
    double usual = 6.25 * 15.44 / (3.74 - 1);
    double once = LifetimeValue.of(CDNOW, 1, 0, 100, 1, 100).averageOrder();
    double often = LifetimeValue.of(CDNOW, 50, 90, 100, 50, 5000).averageOrder();
    assertThat(once).isBetween(usual, 100.0);
    assertThat(often).isBetween(once, 100.0).isCloseTo(100, within(2.0));
  }

  @Test
  void silenceAfterManyOrdersIsASignOfLeaving() {
    LifetimeValue lately = LifetimeValue.of(CDNOW, 10, 250, 260, 10, 350);
    LifetimeValue longAgo = LifetimeValue.of(CDNOW, 10, 50, 260, 10, 350);
    assertThat(lately.alive()).isGreaterThan(0.8);
    assertThat(longAgo.alive()).isLessThan(0.1);
    assertThat(longAgo.orders()).isLessThan(lately.orders());
    assertThat(LifetimeValue.of(CDNOW, 1, 0, 260, 1, 35).alive()).isEqualTo(1);
  }

  @Test
  void staysFiniteWhereAFormulaDividesByNothing() {
    Clv one = new Clv(CDNOW.horizon(), 0.243, 30, 1, 2.426, 6.25, 3.74, 15.44);
    assertThat(LifetimeValue.of(one, 3, 200, 270, 3, 105).orders()).isBetween(0.0, 10.0);
    Clv both = new Clv(CDNOW.horizon(), 0.243, 30, 0.5, 0.5, 6.25, 3.74, 15.44);
    assertThat(LifetimeValue.of(both, 1, 0, 270, 1, 35).orders()).isBetween(0.0, 10.0);
  }

  /** A till that tells no amounts, a currency without a rate. */
  @Test
  void ordersOfUnknownWorthTellHowOftenButNotHowMuch() {
    Scorecard card =
        Shop.card(
            "{id: c, tiers: [{name: low, from: 0}], groups: [], value: {clv: {horizon: P273D,"
                + " purchases: {r: 0.243, alphaDays: 30.9, a: 0.793, b: 2.426}, spend: {p: 6.25, q:"
                + " 3.74, gamma: 15.44}}}}");
    Shop shop = new Shop(card);
    for (int month = 0; month < 4; month++) {
      Map<String, Object> order = new HashMap<>(Map.of("order_id", "o" + month));
      if (month > 1) {
        order.putAll(Map.of("total", "35", "currency", month == 2 ? "USD" : "EUR"));
      }
      shop.send(shop.event("Order Completed", after("P" + 30 * month + "D"), order, "user:u1"));
    }
    shop.send(shop.event("Order Cancelled", after("P91D"), Map.of("order_id", "o1"), "user:u1"));
    Clv clv = Objects.requireNonNull(card.clv());
    LifetimeValue expected = LifetimeValue.of(clv, 3, 90, 100, 1, 35);
    CustomerValue value = Objects.requireNonNull(shop.ask("user:u1", after("P100D")).lifetime());
    assertThat(value.orders()).isEqualTo(expected.orders(), within(1e-9));
    assertThat(value.averageOrder()).isEqualTo(expected.averageOrder(), within(1e-9));
  }

  /** Held against the formula worked out with sixty digits. */
  @ParameterizedTest
  @CsvSource({
    "30.9, 365, 1, 0, 0, 1.44854105100",
    "30.9, 1825, 20, 364, 365, 39.9170081292",
    "30.9, 1825, 500, 364, 365, 1030.65305978",
    "5, 365, 250, 10, 10, 1148.46649366"
  })
  void isExactForWhoeverBuysDayByDayAsWell(
      double alpha, int horizon, int orders, int lastDays, int ageDays, double expected) {
    Clv clv = new Clv(Duration.ofDays(horizon), 0.243, alpha, 0.793, 2.426, 6.25, 3.74, 15.44);
    LifetimeValue value = LifetimeValue.of(clv, orders, lastDays, ageDays, orders, 35);
    assertThat(value.orders()).isEqualTo(expected, within(1e-6));
  }

  /** The till's own account, on which all who give no name buy. */
  @Test
  void tierChangesOfSomebodyWithHundredsOfOrdersAreTold() {
    Scorecard card =
        Shop.card(
            "{id: c, tiers: [{name: high, from: 9}, {name: low, from: 0}], groups: [], value: {rfm:"
                + " {frequency: {250: 9}}, clv: {horizon: P365D, purchases: {r: 0.243, alphaDays:"
                + " 5, a: 0.793, b: 2.426}, spend: {p: 6.25, q: 3.74, gamma: 15.44}}}}");
    Shop shop = new Shop(card);
    for (int hour = 0; hour < 250; hour++) {
      Map<String, Object> order = Map.of("order_id", "o" + hour, "total", "5");
      shop.send(shop.event("POS Purchase", after("PT" + hour + "H"), order, "user:u1"));
    }
    assertThat(shop.announced()).containsExactly("low>high");
  }

  @Test
  void standsInTheAnswerOfACustomerIfTheCardAsks() {
    Scorecard card =
        Shop.card(
            "{id: c, currency: USD, tiers: [{name: low, from: 0}], groups: [], value: {clv:"
                + " {horizon: P273D, purchases: {r: 0.243, alphaDays: 30.9, a: 0.793, b: 2.426},"
                + " spend: {p: 6.25, q: 3.74, gamma: 15.44}}}, rates: {EUR: 1}}");
    Shop shop = new Shop(card).u1("Page Viewed", "PT0S");
    assertThat(shop.ask("user:u1", after("P1D")).lifetime()).isNull();
    shop.send(
        shop.event(
            "Order Completed", after("P1D"), Map.of("order_id", "o1", "total", "35"), "user:u1"));
    CustomerValue value = Objects.requireNonNull(shop.ask("user:u1", after("P10D")).lifetime());
    assertThat(value.method()).isEqualTo("BG/NBD and gamma-gamma");
    assertThat(value.value()).isCloseTo(value.orders() * value.averageOrder(), within(1e-9));
    assertThat(value.currency()).isEqualTo("USD");
  }
}
