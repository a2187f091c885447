package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who meets the conditions of segments, and when. */
@NullUnmarked // a missing answer fails the test
class SegmentConditionsTest {

  private static final String U1 = "user:u1";
  private static final String CART = "Product Added";
  private static final String VIEW = "Product Viewed";

  /** A card with a segment of each kind of condition. */
  static final Scorecard EVERY_KIND =
      card(
          """
          id: every-kind
          tiers: [{name: high, from: 60}, {name: low, from: 0}]
          tierMargin: 5
          conversion: {signal: order_completed, resets: [interest]}
          groups:
            - id: interest
              cap: 80
              decay: {halfLife: P7D}
              rules:
                - {id: adds, on: product_added, points: 25}
                - {id: views, on: product_viewed, points: 4}
            - id: presence
              decay: {linear: {share: 0.1, every: P2D}}
              rules: [{id: visits, on: store_visited, points: 15}]
          value:
            rfmGroups:
              recencyDays: [10, 40]
              frequency: [2]
              monetary: [150]
              groups:
                - {name: best, recency: 3, frequency: 2, monetary: 2}
                - {name: recent, recency: 3}
                - {name: cooling, recency: 2}
                - {name: cold}
          segments:
            - {id: looks, when: {on: product_viewed, count: {gte: 3}, within: P5D}}
            - {id: looks-around, when: {on: product_viewed, distinct: product_id, count: {gte: 2, lte: 3}, within: P9D}}
            - {id: shoes, when: {on: product_viewed, where: {category: shoes}}}
            - {id: carts-since, when: {on: product_added, since: purchase, within: P20D}}
            - {id: abandons, when: {on: cart_abandoned, within: P3D}}
            - {id: medium, when: {score: {gte: 20, lt: 50}}}
            - {id: near, when: {group: presence, points: {gte: 10}}}
            - {id: hot, when: {tier: high}}
            - {id: bought-twice, when: {orders: {gte: 2}}}
            - {id: big, when: {revenue: {gt: 150}}}
            - {id: fresh, when: {daysSinceOrder: {lte: 10}}}
            - {id: asleep, when: {daysSilent: {gte: 12}}}
            - {id: cooling, when: {rfmGroup: [cooling, cold]}}
            - {id: either, when: {any: [{tier: high}, {all: [{orders: 1}, {not: {daysSilent: {gt: 6}}}]}]}}
          """);

  private final Shop every = new Shop(EVERY_KIND);

  @ParameterizedTest
  @CsvSource({
    "P2D, true",
    "P5D, true",
    "P5DT0.001S, false",
    "PT1H, false",
  })
  void countWhatLiesInTheWindowBothEndsIncluded(String at, boolean isIn) {
    every.u1(VIEW, "PT0S").u1(VIEW, "P1D").u1(VIEW, "P2D");
    assertThat(segments(every, after(at)).contains("looks")).isEqualTo(isIn);
  }

  @Test
  void countDifferentOnesWhereAsked() {
    for (String product : List.of("p1", "p1", "p2", "p3")) {
      every.send(every.event(VIEW, after("PT1M"), Map.of("product_id", product), U1));
    }
    assertThat(segments(every, after("PT1M"))).contains("looks-around");
    every.send(every.event(VIEW, after("PT1M"), Map.of("product_id", "p4"), U1));
    assertThat(segments(every, after("PT1M"))).doesNotContain("looks-around");
  }

  @Test
  void lookAtProperties() {
    every.send(every.event(VIEW, after("PT0S"), Map.of("category", "hats"), U1));
    assertThat(segments(every, after("P1D"))).doesNotContain("shoes");
    every.send(every.event(VIEW, after("PT1S"), Map.of("category", "shoes"), U1));
    assertThat(segments(every, after("P999D"))).contains("shoes");
  }

  @Test
  void compareRoundedPointsAsTiersDo() {
    every.u1("Store Visited", "PT0S");
    // 15 points lose a tenth every two days: 9.5 is left after 7 days and 8 hours.
    assertThat(segments(every, after("P7DT8H"))).contains("near");
    assertThat(segments(every, after("P7DT8H1S"))).doesNotContain("near");
  }

  @Test
  void knowSilence() {
    every.u1("Page Viewed", "PT0S");
    assertThat(segments(every, after("P12D").minusMillis(1))).doesNotContain("asleep");
    assertThat(segments(every, after("P12D"))).containsExactly("asleep");
    assertThat(segments(every, after("-P12D"))).isEmpty();
  }

  private static List<String> segments(Shop shop, Instant at) {
    return shop.ask(U1, at).segments();
  }

  /** The moments of the outlook are all there are: nothing changes between them unseen. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void changeOnlyAtTheMomentsThatTheOutlookNames(long seed) {
    Random random = new Random(seed);
    Instant when = Shop.T0;
    for (int i = 0; i < 25; i++) {
      when = when.plusSeconds(random.nextInt(200_000)).plusMillis(random.nextInt(1000));
      String signal =
          List.of(VIEW, VIEW, CART, "Store Visited", "Order Completed").get(random.nextInt(5));
      Map<String, Object> properties =
          signal.equals("Order Completed")
              ? Map.of("order_id", "o" + random.nextInt(3), "total", "80")
              : Map.of("product_id", "p" + random.nextInt(4));
      every.send(every.event(signal, when, properties, U1));
    }
    Set<String> seen = new HashSet<>();
    Instant now = when;
    for (int i = 0; i < 60; i++) {
      Optional<Instant> next = every.wakeUpAt(U1);
      Instant until = next.orElse(now.plus(Duration.ofDays(400)));
      List<String> expected = segments(every, now);
      assertThat(every.lead(U1).segments().announced())
          .containsExactlyInAnyOrderElementsOf(expected);
      long seconds = Duration.between(now, until).toSeconds();
      for (int sample = 0; sample < 20 && seconds > 1; sample++) {
        Instant between =
            Instant.ofEpochSecond(now.getEpochSecond() + 1 + random.nextLong(seconds));
        if (between.isBefore(until)) {
          assertThat(segments(every, between)).as("at %s", between).isEqualTo(expected);
        }
      }
      if (next.isEmpty()) {
        break;
      }
      seen.addAll(expected);
      every.wake(U1, Objects.requireNonNull(until));
      now = until;
    }
    assertThat(every.wakeUpAt(U1)).isEmpty();
    assertThat(seen).hasSizeGreaterThan(5);
  }
}
