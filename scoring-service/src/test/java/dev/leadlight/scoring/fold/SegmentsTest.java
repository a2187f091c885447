package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is in which segment, and who is told of it. */
@NullUnmarked // a missing answer fails the test
class SegmentsTest {

  private static final String U1 = "user:u1";
  private static final String CART = "Product Added";
  private static final String VIEW = "Product Viewed";

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
      shop.publish(SegmentConditionsTest.EVERY_KIND);
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
}
