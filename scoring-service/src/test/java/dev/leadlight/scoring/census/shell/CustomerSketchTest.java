package dev.leadlight.scoring.census.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.census.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerSketchTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static RfmBoundaries boundaries(CustomerSketch sketch) {
    return sketch.boundaries(NOW, NOW, Currency.getInstance("EUR"));
  }

  /** Sixteen parts, each sent through Redis as bytes, against sorting all customers. */
  @Test
  void partsPutTogetherSayWhatSortingEverybodySays() {
    Random random = new Random(1);
    List<Double> amounts = new ArrayList<>();
    CustomerSketch whole = new CustomerSketch();
    for (int part = 0; part < 16; part++) {
      CustomerSketch sketch = new CustomerSketch();
      for (int i = 0; i < 2000; i++) {
        double net = Math.exp(3 + random.nextGaussian());
        amounts.add(net);
        sketch.add(new Customer(random.nextDouble() * 365, 1 + random.nextInt(9), net));
      }
      whole.add(sketch.bytes());
    }
    amounts.sort(null);
    RfmBoundaries found = boundaries(whole);
    assertThat(found.customers()).isEqualTo(32_000);
    for (int percent = 1; percent < 100; percent++) {
      double exact = amounts.get((amounts.size() - 1) * percent / 100);
      assertThat(found.monetary().get(percent)).isCloseTo(exact, withinPercentage(2.1));
    }
    assertThat(found.frequency().get(50)).isEqualTo(5);
    assertThat(found.recencyDays().get(50)).isCloseTo(182.5, withinPercentage(3));
  }

  /** Whatever a sketch makes of the figure that they share. */
  @Test
  void customersWhoAreAlikeAreAllInTheLowestPart() {
    Scorecard card =
        Shop.card(
            """
            id: c
            tiers: [{name: low, from: 0}]
            groups: []
            value: {rfm: {quantiles: 2, points: {recency: [1, 50], frequency: [2, 500], monetary: [4, 5000]}}}
            """);
    for (int alike = 1; alike < 400; alike++) {
      CustomerSketch sketch = new CustomerSketch();
      sketch.add(new Customer(alike, alike, alike / 4.0));
      sketch.add(new Customer(alike, alike, alike / 4.0));
      Shop shop = new Shop(card.with(null, boundaries(sketch)));
      for (int order = 0; order < alike; order++) {
        String total = order == 0 ? Double.toString(alike / 4.0) : "0";
        Map<String, Object> told = Map.of("order_id", "o" + order, "total", total);
        shop.send(shop.event("Order Completed", Shop.T0, told, "user:u1"));
      }
      assertThat(shop.ask("user:u1", Shop.after("P" + alike + "D")).score()).isEqualTo(7);
    }
  }

  /** Who has never bought is no customer, though what they spent is no less than nothing. */
  @Test
  void partsAreOfThoseWhoHaveBought() {
    Scorecard card =
        Shop.card(
            """
            id: c
            tiers: [{name: low, from: 0}]
            groups: []
            value: {rfm: {quantiles: 2, points: {monetary: [4, 9]}}}
            """);
    CustomerSketch sketch = new CustomerSketch();
    sketch.add(new Customer(1, 1, 0));
    Shop shop = new Shop(card.with(null, boundaries(sketch))).u1("Page Viewed", "PT0S");
    assertThat(shop.score("PT1M")).isZero();
    assertThat(shop.ask("user:u1", Shop.after("PT1M")).contributions()).isEmpty();
    shop.send(shop.event("Order Completed", Shop.T0, Map.of("order_id", "o1"), "user:u1"));
    assertThat(shop.score("PT1M")).isEqualTo(4);
  }

  @Test
  void whoWasPaidBackEverythingIsACustomerOfNoValue() {
    CustomerSketch sketch = new CustomerSketch();
    assertThat(sketch.isEmpty()).isTrue();
    sketch.add(new Customer(0, 1, 0));
    assertThat(boundaries(sketch).monetary()).hasSize(101).containsOnly(0.0);
  }
}
