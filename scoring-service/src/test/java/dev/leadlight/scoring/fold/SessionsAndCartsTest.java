package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.fold.Waiting.CART;
import static dev.leadlight.scoring.fold.Waiting.U1;
import static dev.leadlight.scoring.fold.Waiting.WAITING;
import static dev.leadlight.scoring.fold.Waiting.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.Shop;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sessions end and carts are abandoned because nothing happens. */
@NullUnmarked // a missing answer fails the test
class SessionsAndCartsTest {

  private final Shop shop = Shop.withStarterCard();

  @Nested
  class Sessions {
    @Test
    void endHalfAnHourAfterTheirLastEvent() {
      shop.u1("Page Viewed", "PT0M").u1("Page Viewed", "PT10M");
      assertThat(shop.wakeUpAt(U1)).contains(after("PT40M"));
      shop.silentUntil(U1, after("P40D"));
      assertThat(shop.derived()).containsExactly("session_ended@" + after("PT40M"));
      assertThat(shop.wakeUpAt(U1)).isEmpty();
    }

    @Test
    void thatGoOnDoNotEnd() {
      shop.u1("Page Viewed", "PT0M").u1("Page Viewed", "PT29M");
      assertThat(shop.wake(U1, after("PT30M"))).isEmpty();
      assertThat(shop.wakeUpAt(U1)).contains(after("PT59M"));
    }

    @Test
    void thatALateEventProlongsDoNotEndIfItComesInTime() {
      shop.u1("Page Viewed", "PT0M").at(after("PT31M"));
      shop.u1("Page Viewed", "PT29M");
      assertThat(shop.wake(U1, after("PT32M"))).isEmpty();
    }

    @Test
    void endEvenIfTheNextVisitBeginsBeforeAnybodyLooked() {
      shop.u1("Page Viewed", "PT0M").u1("Page Viewed", "PT3H");
      assertThat(shop.wakeUpAt(U1)).contains(after("PT3H"));
      shop.wake(U1, after("PT3H1M"));
      assertThat(shop.derived()).containsExactly("session_ended@" + after("PT30M"));
    }

    @Test
    void areNeitherProlongedNorFollowedByTheirOwnEnd() {
      shop.u1("Page Viewed", "PT0M").silentUntil(U1, after("PT30M"));
      ShopperEvent told =
          shop.effects.stream()
              .filter(Effect.Derived.class::isInstance)
              .map(effect -> ((Effect.Derived) effect).event())
              .findFirst()
              .orElseThrow();
      assertThat(Effect.Derived.isEcho(told)).isTrue();
      assertThat(told.identities()).extracting(id -> id.label()).containsExactly(U1);
      assertThat(shop.wakeUpAt(U1)).isEmpty();
    }

    @Test
    void ofThePastAreNotTold() {
      shop.at(after("P9D")).u1("Page Viewed", "P1D").u1("Page Viewed", "P2D");
      assertThat(shop.wakeUpAt(U1)).isEmpty();
      assertThat(shop.wake(U1, after("P10D"))).isEmpty();
    }

    @Test
    void ofTwoDevicesAreOneAfterTheLogin() {
      shop.send(shop.event("Page Viewed", after("PT0M"), "anonymous:phone"));
      shop.send(shop.event("Page Viewed", after("PT20M"), "anonymous:laptop"));
      shop.send(shop.event("Identified", after("PT21M"), U1, "anonymous:laptop"));
      shop.send(shop.event("Identified", after("PT22M"), U1, "anonymous:phone"));
      shop.silentUntil(U1, after("P1D"));
      assertThat(shop.derived()).containsExactly("session_ended@" + after("PT52M"));
    }

    @Test
    void countFromTheirFirstEvent() {
      Shop waiting = new Shop(WAITING);
      waiting.u1("Page Viewed", "P0D").u1("Page Viewed", "P1D").u1("Page Viewed", "P9D");
      assertThat(pointsOf(waiting, "comes-again", "P10D")).isZero();
      waiting.at(after("P10D")).u1("Page Viewed", "P3D").u1("Page Viewed", "P2DT23H50M");
      assertThat(pointsOf(waiting, "comes-again", "P2DT23H49M")).isZero();
      assertThat(pointsOf(waiting, "comes-again", "P2DT23H50M")).isEqualTo(3, within(1e-9));
      assertThat(waiting.derived()).noneMatch(told -> told.startsWith("session_started"));
    }

    @Test
    void beginByThemselvesAndNotBySayingSo() {
      Shop waiting = new Shop(WAITING);
      waiting.u1("Session Started", "P0D").u1("Session Started", "PT1M");
      waiting.u1("Session Started", "P1D");
      assertThat(pointsOf(waiting, "comes-again", "P2D")).isZero();
      waiting.u1("Page Viewed", "P3D");
      assertThat(pointsOf(waiting, "comes-again", "P3D")).isEqualTo(3, within(1e-9));
    }

    @Test
    void areScoredAndForeseen() {
      Shop waiting = new Shop(WAITING);
      waiting.u1("Page Viewed", "PT0M").u1("Page Viewed", "PT5M").u1("Page Viewed", "PT2H");
      assertThat(waiting.score("PT34M59S")).isZero();
      assertThat(waiting.score("PT35M")).isEqualTo(7, within(1e-9));
      assertThat(waiting.score("PT2H30M")).isEqualTo(14, within(1e-9));
      Contribution leaves = waiting.ask(U1, after("PT3H")).contributions().get(0);
      assertThat(leaves.rule()).isEqualTo("leaves");
      assertThat(leaves.matches()).isEqualTo(2);
      assertThat(leaves.last()).isEqualTo(after("PT2H30M"));
    }
  }

  @Nested
  class Carts {
    @Test
    void areAbandonedADayAfterTheLastProductOnce() {
      shop.u1(CART, "PT0H").u1(CART, "PT1H").silentUntil(U1, after("P20D"));
      assertThat(shop.derived())
          .containsExactly(
              "session_ended@" + after("PT30M"),
              "session_ended@" + after("PT1H30M"),
              "cart_abandoned@" + after("PT25H"));
    }

    @Test
    void thatAreBoughtAreNotAbandoned() {
      shop.u1(CART, "PT0H").u1("POS Purchase", "PT20H").silentUntil(U1, after("P20D"));
      assertThat(shop.derived()).noneMatch(told -> told.startsWith("cart_abandoned"));
    }

    @Test
    void thatWereBoughtAsWeHearLateCountNoMore() {
      Shop waiting = new Shop(WAITING);
      waiting.u1(CART, "PT0H").silentUntil(U1, after("P2D"));
      assertThat(waiting.score("P2D")).isEqualTo(47, within(1e-9));
      waiting.u1("Order Completed", "PT20H");
      assertThat(pointsOf(waiting, "gives-up", "P2D")).isZero();
    }

    @Test
    void beginAgainAfterTheyWereAbandoned() {
      shop.u1(CART, "P0D").silentUntil(U1, after("P3D")).u1(CART, "P3D");
      shop.silentUntil(U1, after("P9D"));
      assertThat(shop.derived())
          .contains("cart_abandoned@" + after("P1D"), "cart_abandoned@" + after("P4D"))
          .hasSize(4);
    }

    @Test
    void countOnceUnderTheStarterCard() {
      shop.u1(CART, "PT0H").silentUntil(U1, after("P2D"));
      assertThat(shop.ask(U1, after("P2D")).contributions())
          .extracting(Contribution::rule)
          .containsExactly("adds-to-cart", "abandons-cart");
      assertThat(pointsOf(shop, "abandons-cart", "P2D")).isEqualTo(10, within(1e-9));
    }

    @Test
    void thatSomebodySendsAreNoAbandonedCarts() {
      Shop waiting = new Shop(WAITING);
      waiting.u1("Cart Abandoned", "PT0H").u1("Store Visited", "PT1H");
      assertThat(waiting.score("PT2H")).isEqualTo(67, within(1e-9));
      assertThat(pointsOf(waiting, "gives-up", "PT2H")).isZero();
    }

    @Test
    void mayLiftALead() {
      Shop waiting = new Shop(WAITING);
      waiting.u1("Store Visited", "PT0H").u1(CART, "PT1H").silentUntil(U1, after("P3D"));
      TierChange change = changes(waiting.effects).get(0);
      assertThat(change.to()).isEqualTo("high");
      assertThat(change.since()).isEqualTo(after("PT25H"));
      assertThat(change.cause().kind()).isEqualTo(Cause.Kind.TIME);
    }
  }

  private static double pointsOf(Shop shop, String rule, String when) {
    return shop.ask(U1, after(when)).contributions().stream()
        .filter(each -> rule.equals(each.rule()))
        .mapToDouble(Contribution::points)
        .sum();
  }
}
