package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any history. Histories are random; the seed is the parameter. */
class FoldPropertiesTest {

  private static final List<String> SIGNALS =
      List.of(
          "Product Added",
          "Product Viewed",
          "Product Viewed",
          "Product Added to Wishlist",
          "Back In Stock Requested",
          "Email Opened",
          "Email Link Clicked",
          "Store Visited",
          "Loyalty Transaction",
          "Unsubscribed",
          "Order Completed",
          "Order Refunded",
          "Email Delivered");

  static List<ShopperEvent> history(Shop shop, long seed) {
    Random random = new Random(seed);
    List<ShopperEvent> events = new ArrayList<>();
    Instant when = T0;
    for (int i = 0; i < 60; i++) {
      when = when.plusSeconds((long) Math.exp(random.nextDouble() * 14));
      String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
      Map<String, Object> properties =
          signal.startsWith("Order")
              ? Map.of("order_id", "o" + random.nextInt(3), "total", "99.90")
              : Map.of("path", "/pricing");
      String[] names =
          switch (random.nextInt(3)) {
            case 0 -> new String[] {"user:u1"};
            case 1 -> new String[] {"anonymous:a1"};
            default -> new String[] {"user:u1", "anonymous:a1"};
          };
      events.add(shop.event(signal, when, properties, names));
    }
    events.add(shop.event("Identified", when, "user:u1", "anonymous:a1"));
    return events;
  }

  private static Instant end(List<ShopperEvent> events) {
    return events.get(events.size() - 1).occurredAt();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void contributionsAddUpToTheScore(long seed) {
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> events = history(shop, seed);
    events.forEach(shop::send);
    for (int day = -40; day < 200; day += 3) {
      LeadAnswer answer = shop.ask("user:u1", end(events).plus(Duration.ofDays(day)));
      double sum = answer.contributions().stream().mapToDouble(Contribution::points).sum();
      assertThat(sum).isEqualTo(answer.score(), within(1e-9));
      assertThat(answer.score()).isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anyBatchingGivesTheSameState(long seed) {
    Shop single = Shop.withStarterCard();
    List<ShopperEvent> events = history(single, seed);
    single.at(end(events));
    events.forEach(single::send);
    Shop batched = Shop.withStarterCard().at(end(events));
    Random random = new Random(seed);
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(20));
      batched.send(events.subList(from, to).toArray(ShopperEvent[]::new));
      from = to;
    }
    assertThat(batched.lead("user:u1")).isEqualTo(single.lead("user:u1"));
    assertThat(batched.announced()).isEqualTo(single.announced());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theOrderOfArrivalDoesNotMatter(long seed) {
    Shop inOrder = Shop.withStarterCard();
    List<ShopperEvent> events = history(inOrder, seed);
    events.removeIf(event -> event.signal().name().equals("order_refunded"));
    inOrder.at(end(events));
    events.forEach(inOrder::send);
    List<ShopperEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    Shop anyOrder = Shop.withStarterCard().at(end(events));
    shuffled.forEach(anyOrder::send);
    for (int day = -20; day < 100; day += 5) {
      Instant at = end(events).plus(Duration.ofDays(day));
      LeadAnswer expected = inOrder.ask("user:u1", at);
      LeadAnswer actual = anyOrder.ask("user:u1", at);
      assertThat(actual.score()).isEqualTo(expected.score(), within(1e-9));
      assertThat(actual.tier()).isEqualTo(expected.tier());
      assertThat(actual.since()).isEqualTo(expected.since());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void repeatsChangeNothingButTellTheirEffectsAgain(long seed) {
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> events = history(shop, seed);
    events.forEach(shop::send);
    LeadAnswer before = shop.ask("user:u1", end(events));
    List<String> announced = List.copyOf(shop.announced());
    shop.effects.clear();
    events.forEach(shop::send);
    assertThat(shop.ask("user:u1", end(events))).isEqualTo(before);
    assertThat(announced).containsAll(shop.announced());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatComesNextIsTrueToTheSecond(long seed) {
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> events = history(shop, seed);
    events.forEach(shop::send);
    Instant now = end(events);
    for (int i = 0; i < 10; i++) {
      LeadAnswer answer = shop.ask("user:u1", now);
      LeadAnswer.Next next = answer.next();
      if (next == null) {
        assertThat(shop.ask("user:u1", now.plus(Duration.ofDays(3000))).tier())
            .isEqualTo(answer.tier());
        return;
      }
      assertThat(shop.ask("user:u1", next.at()).tier()).isEqualTo(next.tier());
      assertThat(shop.ask("user:u1", next.at().minusSeconds(1)).tier()).isEqualTo(answer.tier());
      now = next.at();
    }
  }
}
