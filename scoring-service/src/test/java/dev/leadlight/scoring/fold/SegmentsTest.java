package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in which segment, and who is told of it. */
@NullUnmarked // a missing answer fails the test
class SegmentsTest {

  private static final String U1 = "user:u1";
  private static final String CART = "Product Added";
  private static final String VIEW = "Product Viewed";

  /** A card with a segment of each kind of condition. */
  private static final Scorecard EVERY_KIND =
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

  private final Shop shop = Shop.withStarterCard();

  private static List<String> segments(Shop shop, Instant at) {
    return shop.ask(U1, at).segments();
  }

  private static List<ShopperEvent> told(Shop shop) {
    return shop.effects.stream()
        .filter(Effect.Derived.class::isInstance)
        .map(effect -> ((Effect.Derived) effect).event())
        .filter(event -> event.signal().name().startsWith("segment_"))
        .toList();
  }

  private static List<String> moves(Shop shop) {
    return told(shop).stream()
        .map(
            event ->
                (event.signal().name().equals("segment_entered") ? "+" : "-")
                    + event.properties().get("segment")
                    + "@"
                    + event.occurredAt())
        .toList();
  }

  @Nested
  class OfTheStarterCard {
    @Test
    void aWindowShopperLooksAndLooks() {
      for (int minute = 0; minute < 6; minute++) {
        assertThat(moves(shop)).isEmpty();
        shop.u1(VIEW, "PT" + minute + "M");
      }
      assertThat(moves(shop)).containsExactly("+window-shopper@" + after("PT5M"));
      shop.u1(CART, "PT6M");
      assertThat(moves(shop)).contains("-window-shopper@" + after("PT6M"));
      assertThat(segments(shop, after("PT6M"))).isEmpty();
    }

    @Test
    void anAbandonedCartIsOneForAFortnightOrUntilThePurchase() {
      shop.u1(CART, "PT0S").silentUntil(U1, after("P40D"));
      assertThat(moves(shop))
          .containsExactly(
              "+cart-abandoner@" + after("P1D"), "-cart-abandoner@" + after("P15D").plusMillis(1));
      assertThat(segments(shop, after("P15D"))).containsExactly("cart-abandoner");
      assertThat(segments(shop, after("P15DT1S"))).isEmpty();

      Shop buying = Shop.withStarterCard().u1(CART, "PT0S").silentUntil(U1, after("P2D"));
      buying.u1("Order Completed", "P3D");
      assertThat(moves(buying))
          .containsExactly("+cart-abandoner@" + after("P1D"), "-cart-abandoner@" + after("P3D"));
    }

    @Test
    void customersHaveNamesThatChangeWithTime() {
      for (int order = 0; order < 5; order++) {
        shop.send(
            shop.event(
                "Order Completed",
                after("P" + order + "D"),
                Map.of("order_id", "o" + order, "total", "150"),
                U1));
      }
      assertThat(shop.ask(U1, after("P4D")).rfmGroup()).isEqualTo("champions");
      assertThat(shop.ask(U1, after("P94D")).rfmGroup()).isEqualTo("champions");
      assertThat(shop.ask(U1, after("P94DT1S")).rfmGroup()).isEqualTo("loyal");
      assertThat(shop.ask(U1, after("P184DT1S")).rfmGroup()).isEqualTo("at-risk");
      assertThat(segments(shop, after("P4D"))).containsExactly("loyal-customer");
      assertThat(segments(shop, after("P185D"))).containsExactly("lapsed-customer");
      assertThat(shop.ask(U1, after("-P1D")).rfmGroup()).isNull();
    }
  }

  @Nested
  class AreTold {
    @Test
    void atTheSecondThatTheOutlookNames() {
      shop.u1(CART, "PT0S").silentUntil(U1, after("P2D"));
      Instant due = after("P15DT1S");
      assertThat(shop.wakeUpAt(U1)).contains(due);
      assertThat(shop.wake(U1, due.minusSeconds(1))).isEmpty();
      assertThat(shop.wake(U1, due)).hasSize(1);
      assertThat(shop.wake(U1, due)).isEmpty();
      assertThat(shop.wakeUpAt(U1)).isEmpty();
    }

    @Test
    void onceEvenLateWithTheMomentAtWhichItHappened() {
      shop.u1(CART, "PT0S").wake(U1, after("P5D"));
      assertThat(moves(shop)).containsExactly("+cart-abandoner@" + after("P1D"));
      assertThat(told(shop).get(0).receivedAt()).isEqualTo(after("P5D"));
      shop.effects.clear();
      shop.wake(U1, after("P60D"));
      assertThat(moves(shop)).containsExactly("-cart-abandoner@" + after("P15D").plusMillis(1));
    }

    @Test
    void notIfTheyCameAndWentBetweenTwoLooks() {
      shop.u1(CART, "PT0S").wake(U1, after("P60D"));
      assertThat(moves(shop)).isEmpty();
    }

    @Test
    void againUnderTheSameIdWhenTheirCauseComesAgain() {
      ShopperEvent[] views = new ShopperEvent[6];
      for (int i = 0; i < views.length; i++) {
        views[i] = shop.event(VIEW, after("PT" + i + "M"), U1);
      }
      shop.send(views).send(views[5]).send(views[0]);
      assertThat(told(shop)).hasSize(2);
      assertThat(told(shop)).extracting(ShopperEvent::id).containsOnly(told(shop).get(0).id());

      shop.silentUntil(U1, after("P14DT1S"));
      assertThat(new Silence(new Fold(Scorecard.starter())).again(shop.lead(U1)))
          .contains(shop.effects.get(shop.effects.size() - 1));
    }

    @Test
    void underIdsOfTheirOwnHoweverManyComeOfOneBatch() {
      Shop carts =
          new Shop(
              card(
                  """
                  id: carts
                  tiers: [{name: high, from: 60}, {name: low, from: 0}]
                  conversion: {signal: order_completed, resets: [interest]}
                  groups: [{id: interest, rules: [{id: adds, on: product_added, points: 25}]}]
                  segments:
                    - {id: has-cart, description: x, when: {on: product_added, within: P14D, since: purchase}}
                  """));

      carts.send(
          carts.event(CART, after("PT0S"), U1),
          carts.event("Order Completed", after("PT1M"), Map.of("order_id", "o1"), U1),
          carts.event(CART, after("PT2M"), U1));

      assertThat(moves(carts)).extracting(move -> move.charAt(0)).containsExactly('+', '-', '+');
      assertThat(told(carts)).extracting(ShopperEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void asEventsOfTheStrongestIdentityThatScoresTakeNoNoticeOf() {
      shop.u1(CART, "PT0S").silentUntil(U1, after("P1D"));
      ShopperEvent event = told(shop).get(0);
      assertThat(event.identities()).hasSize(1);
      assertThat(event.identities().get(0).label()).isEqualTo(U1);
      assertThat(Effect.Derived.isEcho(event)).isTrue();
    }

    @Test
    void onceForTwoLeadsThatTurnOutToBeOnePerson() {
      for (String name : List.of("anonymous:a1", U1)) {
        for (int i = 0; i < 6; i++) {
          shop.send(shop.event(VIEW, after("PT" + i + "M"), name));
        }
      }
      assertThat(moves(shop)).hasSize(2);
      shop.send(shop.event("Identified", after("PT7M"), U1, "anonymous:a1"));
      assertThat(moves(shop)).hasSize(2);
      assertThat(shop.lead(U1).segments().announced()).containsExactly("window-shopper");
    }

    @Test
    void whenAnotherCardSaysOtherwiseAtTheNextLook() {
      shop.u1(CART, "PT0S").silentUntil(U1, after("P2D"));
      shop.effects.clear();
      shop.publish(EVERY_KIND);
      assertThat(shop.wakeUpAt(U1)).contains(after("P2D"));
      shop.wake(U1, after("P2D"));
      assertThat(moves(shop))
          .containsExactly(
              "+carts-since@" + after("PT0S"),
              "+medium@" + after("PT0S"),
              "+abandons@" + after("P1D"),
              "-cart-abandoner@" + after("P2D"));
    }

    @Test
    void withEachTierChangeAndSnapshot() {
      shop.u1(CART, "PT0S").silentUntil(U1, after("P1D"));
      for (int i = 0; i < 4; i++) {
        shop.u1(CART, "P1DT" + (i + 1) + "M");
      }
      assertThat(shop.effects)
          .filteredOn(Effect.TierChanged.class::isInstance)
          .extracting(effect -> ((Effect.TierChanged) effect).change().segments())
          .isNotEmpty()
          .containsOnly(List.of("cart-abandoner"));
      assertThat(shop.effects)
          .filteredOn(Effect.Observed.class::isInstance)
          .extracting(effect -> ((Effect.Observed) effect).snapshot().segments())
          .startsWith(List.of())
          .endsWith(List.of("cart-abandoner"));
    }
  }

  @Nested
  class Conditions {
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
  }

  /** The moments of the outlook are all there are: nothing changes between them unseen. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void changeOnlyAtTheMomentsThatTheOutlookNames(long seed) {
    Random random = new Random(seed);
    Shop every = new Shop(EVERY_KIND);
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
