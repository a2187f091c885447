package dev.leadlight.scoring.feature;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final List<String> SIGNALS =
      List.of(
          "Product Added",
          "Product Viewed",
          "Page Viewed",
          "Store Visited",
          "Email Link Clicked",
          "Shelf Scanned",
          "Email Sent",
          "Order Completed",
          "Order Refunded");

  private static FeatureVector of(Shop shop, Instant at) {
    return Features.of(shop.lead("user:u1").united(), Scorecard.starter().exchange(), at);
  }

  private static ShopperEvent order(Shop shop, String id, String when, String total) {
    return shop.event(
        "Order Completed", after(when), Map.of("order_id", id, "total", total), "user:u1");
  }

  @Test
  void countInWindowsThatEndAtTheMoment() {
    Shop shop = Shop.withStarterCard();
    shop.u1("Product Added", "PT0S").u1("Product Added", "P6D").u1("Product Added", "P29D");
    FeatureVector features = of(shop, after("P29DT1H"));
    assertThat(features.get("cart_adds_1d")).isEqualTo(1);
    assertThat(features.get("cart_adds_7d")).isEqualTo(1);
    assertThat(features.get("cart_adds_30d")).isEqualTo(3);
    assertThat(of(shop, after("P7D")).get("cart_adds_7d")).isEqualTo(1);
    assertThat(of(shop, after("P7D").minusMillis(1)).get("cart_adds_7d")).isEqualTo(2);
    assertThat(features.get("sessions_30d")).isEqualTo(3);
    assertThat(features.get("active_days_30d")).isEqualTo(3);
    assertThat(features.get("days_silent")).isCloseTo(1 / 24.0, within(1e-12));
    assertThat(features.get("tenure_days")).isCloseTo(29 + 1 / 24.0, within(1e-12));
    assertThat(features.get("cart_open")).isEqualTo(1);
  }

  @Test
  void tellOrdersNetOfWhatWasPaidBackByThen() {
    Shop shop = Shop.withStarterCard();
    shop.send(order(shop, "o1", "PT0S", "100"), order(shop, "o2", "P10D", "60"));
    shop.send(
        shop.event(
            "Order Refunded", after("P12D"), Map.of("order_id", "o1", "total", "40"), "user:u1"));
    FeatureVector before = of(shop, after("P11D"));
    FeatureVector since = of(shop, after("P12D"));
    assertThat(before.get("net_value")).isEqualTo(160);
    assertThat(since.get("net_value")).isEqualTo(120);
    assertThat(since.get("average_order_value")).isEqualTo(60);
    assertThat(since.get("refunded_share")).isEqualTo(0.25);
    assertThat(since.get("days_between_orders")).isEqualTo(10);
    assertThat(since.get("days_since_order")).isEqualTo(2);
  }

  @Test
  void saySeparatelyWhereSomebodyActs() {
    Shop shop = Shop.withStarterCard();
    shop.u1("Product Viewed", "PT0S").u1("Store Visited", "PT1M").u1("Store Visited", "PT2M");
    shop.u1("Email Opened", "PT3M").u1("Email Sent", "PT4M");
    FeatureVector features = of(shop, after("PT4M"));
    assertThat(features.get("share_online")).isEqualTo(0.25);
    assertThat(features.get("share_in_store")).isEqualTo(0.5);
    assertThat(features.get("share_messages")).isEqualTo(0.25);
    assertThat(features.get("deeds_1d")).isEqualTo(4);
  }

  @Test
  void haveNoValueWhereThereIsNone() {
    Shop shop = Shop.withStarterCard().u1("Product Viewed", "PT0S");
    assertThat(of(shop, T0).asMap())
        .doesNotContainKeys("days_since_order", "average_order_value", "days_since_cart")
        .containsEntry("orders", 0.0);
    assertThat(of(shop, T0.minusSeconds(1)).asMap())
        .doesNotContainKeys("tenure_days", "days_silent", "share_online");
  }

  @Test
  void areThoseOfTheCatalogue() {
    Shop shop = Shop.withStarterCard().u1("Product Added", "PT0S");
    shop.send(order(shop, "o1", "PT1H", "100"), order(shop, "o2", "PT2H", "60"));
    assertThat(of(shop, after("P1D")).asMap().keySet())
        .containsExactlyInAnyOrderElementsOf(FeatureCatalogue.standard().names());
  }

  @Test
  void doNotDependOnTheRulesOfTheCard() {
    Shop bare =
        new Shop(
            Shop.card(
                "{id: bare, tiers: [{name: low, from: 0}], groups: [{id: g, rules: [{id: r, on: x,"
                    + " points: 1}]}]}"));
    Shop starter = Shop.withStarterCard();
    for (Shop shop : List.of(bare, starter)) {
      shop.u1("Product Viewed", "PT0S").u1("Product Added", "PT1M").u1("Store Visited", "P2D");
      shop.send(order(shop, "o1", "P3D", "100"));
    }
    assertThat(of(bare, after("P5D"))).isEqualTo(of(starter, after("P5D")));
  }

  /** What is remembered to the second is told apart exactly; no more than that is sent here. */
  @RepeatedTest(20)
  void knowNothingOfWhatComesLater(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Instant moment = after("P40D").plusSeconds(random.nextInt(86_400));
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> before = new ArrayList<>();
    List<ShopperEvent> later = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Instant when = T0.plusSeconds(random.nextInt(40 * 86_400));
      before.add(event(shop, random, when));
      later.add(event(shop, random, moment.plusMillis(1 + random.nextInt(20 * 86_400_000))));
    }
    shop.send(before.toArray(ShopperEvent[]::new));
    FeatureVector known = of(shop, moment);
    shop.send(later.toArray(ShopperEvent[]::new));
    assertThat(of(shop, moment)).isEqualTo(known);
  }

  /** What is no longer remembered to the second is not known of before its day is over. */
  @RepeatedTest(20)
  void knowNothingEarlyOfWhatIsKeptByDay(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Instant moment = after("P10D").plusSeconds(random.nextInt(86_400));
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> later = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      later.add(event(shop, random, moment.plusMillis(1 + random.nextInt(9 * 86_400_000))));
    }
    shop.send(later.toArray(ShopperEvent[]::new));
    assertThat(of(shop, moment).asMap().values()).allMatch(value -> value == 0);
  }

  private static ShopperEvent event(Shop shop, Random random, Instant when) {
    String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
    return shop.event(
        signal,
        when,
        Map.of("order_id", "o" + random.nextInt(10), "total", 10 + random.nextInt(90)),
        "user:u1");
  }
}
