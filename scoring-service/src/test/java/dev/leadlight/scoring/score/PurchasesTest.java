package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders, refunds and currencies. */
class PurchasesTest {

  private static final Scorecard CARD =
      Shop.card(
          "{id: c, currency: EUR, rates: {USD: 0.5}, tiers: [{name: big, from: 10}, {name: low, from:"
              + " 0}], groups: [], value: {rfm: {monetary: {100: 10}}}}");

  private final Shop shop = new Shop(CARD);

  private ShopperEvent money(
      String signal, String when, String amount, String currency, @Nullable String refundId) {
    Map<String, Object> properties = new HashMap<>(Map.of("order_id", "o1", "total", amount));
    if (refundId != null) {
      properties.put("refund_id", refundId);
    }
    ShopperEvent event = shop.event(signal, after(when), properties, "user:u1");
    return new ShopperEvent(
        event.id(),
        event.signal(),
        event.identities(),
        event.channel(),
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        null,
        event.properties(),
        event.page(),
        event.traits(),
        event.consent(),
        new BigDecimal(amount),
        currency);
  }

  private Value valueAt(String when) {
    return Ledger.of(shop.lead("user:u1").united(), CARD).valueAt(after(when));
  }

  @Test
  void partsArePaidBackAtTheirTime() {
    shop.send(money("Order Completed", "PT0S", "120", "EUR", null));
    shop.send(money("Order Refunded", "P1D", "10", "EUR", "r1"));
    shop.send(money("Order Refunded", "P2D", "20", "EUR", "r2"));
    assertThat(valueAt("PT1H").monetary()).isEqualByComparingTo("120");
    assertThat(valueAt("P1D").monetary()).isEqualByComparingTo("110");
    assertThat(valueAt("P2D").monetary()).isEqualByComparingTo("90");
    assertThat(shop.tier("P1D")).isEqualTo("big");
    assertThat(shop.tier("P2D")).isEqualTo("low");
    assertThat(shop.ask("user:u1", after("P3D")).since()).isEqualTo(after("P2D"));
  }

  @Test
  void oneRefundToldTwiceUnderTwoIdsIsOne() {
    shop.send(money("Order Completed", "PT0S", "120", "EUR", null));
    shop.send(money("Order Refunded", "P1D", "50", "EUR", "r1"));
    shop.send(money("Order Refunded", "P1DT1H", "50", "EUR", "r1"));
    assertThat(valueAt("P2D").monetary()).isEqualByComparingTo("70");
  }

  /** An export of orders tells what was paid back in all, the shop's webhooks tell each refund. */
  @Test
  void whatWasPaidBackInAllIsNotAddedToItsParts() {
    shop.send(money("Order Completed", "PT0S", "120", "EUR", null));
    shop.send(paidBackInAll("30"));
    assertThat(valueAt("P9D").monetary()).isEqualByComparingTo("90");
    shop.send(money("Order Refunded", "P1D", "10", "EUR", null));
    shop.send(money("Order Refunded", "P2D", "20", "EUR", null));
    assertThat(valueAt("P9D").monetary()).isEqualByComparingTo("90");
    shop.send(money("Order Refunded", "P3D", "5", "EUR", null));
    assertThat(valueAt("P9D").monetary()).isEqualByComparingTo("85");
    shop.send(paidBackInAll("40"));
    shop.send(paidBackInAll("38"));
    assertThat(valueAt("P9D").monetary()).isEqualByComparingTo("80");
    assertThat(valueAt("PT0S").monetary()).isEqualByComparingTo("80");
  }

  private ShopperEvent paidBackInAll(String amount) {
    Map<String, Object> properties = Map.of("order_id", "o1", "total_refunded", amount);
    return shop.event("Order Refunded", after("PT0S"), properties, "user:u1");
  }

  @Test
  void aRefundMayArriveBeforeItsOrderAndFromAnotherDevice() {
    ShopperEvent order = money("Order Completed", "PT0S", "120", "EUR", null);
    shop.send(shop.event("Identified", after("PT0S"), "user:u1", "anonymous:a"));
    ShopperEvent refund =
        shop.event(
            "Order Refunded", after("P1D"), Map.of("order_id", "o1", "total", "20"), "anonymous:a");
    shop.at(after("P2D")).send(refund);
    assertThat(valueAt("P2D").monetary()).isEqualByComparingTo("0");
    shop.send(order);
    assertThat(valueAt("P2D").monetary()).isEqualByComparingTo("100");
  }

  @Test
  void aCancellationTakesAllOfTheOrderWhateverAmountItNames() {
    shop.send(money("Order Completed", "PT0S", "129.90", "EUR", null));
    shop.send(money("Order Cancelled", "P1D", "120", "EUR", null));
    assertThat(valueAt("P1D").monetary()).isZero();
  }

  @Test
  void neverFallsBelowZeroAndACancelledOrderIsWorthNothing() {
    shop.send(money("Order Completed", "PT0S", "120", "EUR", null));
    shop.send(shop.event("Order Cancelled", after("P1D"), Map.of("order_id", "o1"), "user:u1"));
    shop.send(money("Order Refunded", "P2D", "120", "EUR", "r1"));
    assertThat(valueAt("P3D").monetary()).isEqualByComparingTo("0");
    assertThat(valueAt("P3D").frequency()).isEqualTo(1);
  }

  @Test
  void otherCurrenciesAreConvertedByTheCard() {
    shop.send(money("Order Completed", "PT0S", "120", "USD", null));
    shop.send(money("Order Refunded", "P1D", "20", "USD", "r1"));
    assertThat(valueAt("P2D").monetary()).isEqualByComparingTo("50");
    assertThat(valueAt("P2D").unconverted()).isEmpty();
  }

  @Test
  void aCurrencyWithoutARateIsNamed() {
    shop.send(money("Order Completed", "PT0S", "900", "JPY", null));
    assertThat(valueAt("P2D").monetary()).isEqualByComparingTo("0");
    assertThat(valueAt("P2D").unconverted()).containsExactly("JPY");
  }
}
