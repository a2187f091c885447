package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.scoring.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of stores, and of what came before a purchase. */
class InStoreTest {

  private final Shop shop = Shop.withStarterCard();

  @Test
  void tellsWhereInWhichStoreAndInWhichTierTheLeadCame() {
    shop.send(
        shop.event(
            "Store Visited",
            after("PT1H"),
            Map.of("store_id", "mitte", "zone", "lighting", "dwell_seconds", 540),
            "user:u1"));

    StoreSignal told = storeSignals().get(0);
    assertThat(told.signal()).isEqualTo("store_visited");
    assertThat(told.store()).isEqualTo("mitte");
    assertThat(told.zone()).isEqualTo("lighting");
    assertThat(told.dwellSeconds()).isEqualByComparingTo(new BigDecimal(540));
    assertThat(told.tier()).isEqualTo("newsletter");
    assertThat(told.occurredAt()).isEqualTo(after("PT1H"));
  }

  @Test
  void takesTheSourceForTheStoreAndLeavesOutDwellThatCannotBe() {
    shop.send(
        shop.event("Store Visited", after("PT1H"), Map.of("dwell_seconds", -1), "user:u1"),
        shop.event("Store Visited", after("PT2H"), Map.of("dwell_seconds", "long"), "user:u1"),
        shop.event("Store Visited", after("PT3H"), Map.of("dwell_seconds", 86_401), "user:u1"));

    assertThat(storeSignals())
        .hasSize(3)
        .allSatisfy(
            told -> {
              assertThat(told.store()).isEqualTo("test");
              assertThat(told.zone()).isNull();
              assertThat(told.dwellSeconds()).isNull();
            });
  }

  @Test
  void saysNothingOfWhatHappensElsewhere() {
    shop.u1("Product Viewed", "PT1H").u1("Email Opened", "PT2H");

    assertThat(storeSignals()).isEmpty();
  }

  @Test
  void tellsARepeatUnderTheSameId() {
    ShopperEvent visit = shop.event("Store Visited", after("PT1H"), "user:u1");

    shop.send(visit).send(visit);

    assertThat(storeSignals()).hasSize(2);
    assertThat(storeSignals()).extracting(StoreSignal::id).containsOnly(storeSignals().get(0).id());
  }

  @Test
  void tellsWithAnOrderWhatWasDoneInTheThirtyDaysBeforeAndNothingElse() {
    shop.u1("Product Viewed", "PT0S"); // 31 days before
    shop.u1("Product Viewed", "P5D").u1("Product Viewed", "P6D").u1("Store Visited", "P7D");
    shop.send(
        shop.event(
            "POS Purchase",
            after("P31D"),
            Map.of("order_id", "o1", "total", 20, "store_id", "mitte"),
            "user:u1"));
    shop.u1("Product Added", "P32D");

    Conversion order = conversions().get(0);
    assertThat(order.store()).isEqualTo("mitte");
    assertThat(order.signalsBefore())
        .containsEntry("product_views", 2)
        .containsEntry("store_visits", 1)
        .containsEntry("deeds", 3)
        .doesNotContainKeys("cart_adds", "pages");
  }

  /** Else everybody would have bought from the tier that buying leads to. */
  @Test
  void tellsOfAnOrderHowTheLeadStoodWithoutIt() {
    Shop paying =
        new Shop(
            Shop.card(
                """
                id: paying
                tiers: [{name: hot, from: 60}, {name: cold, from: 0}]
                groups:
                  - id: a
                    rules:
                      - {id: looks, on: product_viewed, points: 5}
                      - {id: buys, on: order_completed, points: 100}
                segments: [{id: buyer, when: {on: order_completed}}]
                """));

    paying.u1("Product Viewed", "PT0S").u1("Order Completed", "PT1M");

    Conversion order = conversions(paying).get(0);
    assertThat(order.tierBefore()).isEqualTo("cold");
    assertThat(order.scoreBefore()).isEqualTo(5);
    assertThat(order.segments()).isEmpty();
  }

  @Test
  void namesNoStoreForAnOrderOnTheSite() {
    shop.send(
        shop.event(
            "Order Completed",
            after("PT1H"),
            Map.of("order_id", "o2", "total", 20, "store_id", "mitte"),
            "user:u1"));

    assertThat(conversions().get(0).store()).isNull();
    assertThat(conversions().get(0).segments()).isNotNull();
    assertThat(conversions().get(0).signalsBefore()).isEmpty();
  }

  private List<StoreSignal> storeSignals() {
    return shop.effects.stream()
        .filter(Effect.InStore.class::isInstance)
        .map(effect -> ((Effect.InStore) effect).signal())
        .toList();
  }

  private List<Conversion> conversions() {
    return conversions(shop);
  }

  private static List<Conversion> conversions(Shop shop) {
    return shop.effects.stream()
        .filter(Effect.Converted.class::isInstance)
        .map(effect -> ((Effect.Converted) effect).conversion())
        .toList();
  }
}
