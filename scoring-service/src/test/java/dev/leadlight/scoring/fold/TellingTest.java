package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.tier.LeadValue;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What a tier change tells of the lead beside its tier. */
@NullUnmarked // a missing value fails the test
class TellingTest {

  private static final String CARD =
      """
      id: told
      currency: USD
      tiers: [{name: high, from: 10}, {name: low, from: 0}]
      groups:
        - id: interest
          rules:
            - {id: adds, on: product_added, points: 10}
            - {id: leaves, on: product_removed, points: -10}
      value: {%s}
      """;
  private static final String ESTIMATE =
      "clv: {horizon: P365D, purchases: {r: 0.243, alphaDays: 31, a: 0.793, b: 2.426},"
          + " spend: {p: 6.25, q: 3.74, gamma: 15.44}}";

  private static final String ANN = "email:ann@example.com";

  @Test
  void whereTheLeadWasLastSeen() {
    Shop shop = new Shop(card(CARD.formatted("")));
    shop.u1("Product Added", "P1D");
    shop.send(shop.event("Store Visited", after("P3D"), Map.of("store_id", 7), "user:u1"));
    shop.send(shop.event("Store Visited", after("P2D"), Map.of("store_id", "b-1"), "user:u1"));
    shop.u1("Product Removed", "P4D");

    assertThat(changes(shop)).extracting(TierChange::store).containsExactly(null, "7");
  }

  @Test
  void whatTheCustomerHasSpentAndWillSpend() {
    Shop shop = new Shop(card(CARD.formatted(ESTIMATE)));
    shop.u1("Product Added", "P1D");
    shop.send(buys(shop, "P2D", "120.50"), buys(shop, "P9D", "80"));
    shop.u1("Product Removed", "P10D");

    assertThat(changes(shop).get(0).value()).isNull();
    LeadValue value = Objects.requireNonNull(changes(shop).get(1).value());
    assertThat(value.currency()).isEqualTo("USD");
    assertThat(value.spent()).isEqualByComparingTo("200.50");
    assertThat(value.expected().doubleValue())
        .isEqualTo(Math.round(shop.ask("user:u1", after("P10D")).lifetime().value() * 100) / 100.0);
  }

  @Test
  void nothingIsEstimatedUnlessTheCardAsks() {
    Shop shop = new Shop(card(CARD.formatted("")));
    shop.send(buys(shop, "P2D", "120.50"));
    shop.u1("Product Added", "P3D");

    assertThat(changes(shop))
        .extracting(TierChange::value)
        .containsExactly(new LeadValue(new BigDecimal("120.50"), null, "USD"));
  }

  @Test
  void whenTheShopperLastAskedForMails() {
    Shop shop = new Shop(card(CARD.formatted("")));
    shop.send(says(shop, "Unsubscribed", "P1D", false, "user:u1", ANN));
    shop.u1("Product Added", "P2D");
    shop.send(says(shop, "Subscribed", "P4D", true, "user:u1"));
    shop.send(says(shop, "Subscribed", "P3D", true, "user:u1", ANN));
    shop.u1("Product Removed", "P5D");

    assertThat(changes(shop))
        .extracting(TierChange::subscribedAt)
        .containsExactly(null, after("P4D"));
  }

  @Test
  void whatABannerRepeatsWithEachPageIsNoSubscription() {
    Shop shop = new Shop(card(CARD.formatted("")));
    shop.send(says(shop, "Unsubscribed", "P1D", false, "user:u1", ANN));
    shop.send(says(shop, "Page Viewed", "P2D", true, "user:u1", ANN));
    shop.u1("Product Added", "P3D");

    assertThat(changes(shop)).extracting(TierChange::subscribedAt).containsOnlyNulls();
  }

  @Test
  void aSubscriptionOfOneAddressIsNoneOfAnother() {
    Shop shop = new Shop(card(CARD.formatted("")));
    shop.send(says(shop, "Subscribed", "P1D", true, "user:u1", ANN));
    shop.u1("Product Added", "P2D");
    shop.send(shop.event("Identified", after("P3D"), "user:u1", "email:ann@work.example"));
    shop.u1("Product Removed", "P4D");

    assertThat(changes(shop))
        .extracting(TierChange::subscribedAt)
        .containsExactly(after("P1D"), null);
  }

  private static ShopperEvent says(
      Shop shop, String signal, String when, boolean yes, String... identities) {
    return Events.saying(shop.event(signal, after(when), identities), Map.of("email", yes));
  }

  private static ShopperEvent buys(Shop shop, String when, String total) {
    return shop.event(
        "Order Completed", after(when), Map.of("total", total, "currency", "USD"), "user:u1");
  }

  private static List<TierChange> changes(Shop shop) {
    return shop.effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .toList();
  }
}
