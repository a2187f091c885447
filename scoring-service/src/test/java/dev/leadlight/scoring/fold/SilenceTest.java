package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens because nothing happens. */
@NullUnmarked // a missing answer fails the test
class SilenceTest {

  private static final String CART = "Product Added";
  private static final String U1 = "user:u1";

  private static final Scorecard WAITING =
      card(
          """
          id: waiting
          tiers: [{name: high, from: 100}, {name: low, from: 0}]
          groups:
            - id: g
              rules:
                - {id: seen, on: store_visited, points: 60}
                - {id: leaves, on: session_ended, points: 7, atMost: {times: 3, per: day}}
                - {id: comes-again, on: session_started, when: {count: 3, within: P7D}, points: 3}
                - {id: gives-up, on: cart_abandoned, points: 40}
          """);

  private final Shop shop = Shop.withStarterCard();

  private Shop fourCarts(Shop to) {
    return to.u1(CART, "PT0M").u1(CART, "PT5M").u1(CART, "PT10M").u1(CART, "PT15M");
  }

  private static List<TierChange> changes(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .toList();
  }

  @Nested
  class Falls {
    @Test
    void areToldAtTheSecondThatNextHasNamed() {
      fourCarts(shop).silentUntil(U1, after("P1DT1H"));
      LeadAnswer.Next next = shop.ask(U1, after("P1DT1H")).next();
      assertThat(shop.wakeUpAt(U1)).contains(next.at());
      assertThat(shop.wake(U1, next.at().minusSeconds(1))).isEmpty();
      TierChange change = changes(shop.wake(U1, next.at())).get(0);
      assertThat(change.from()).isEqualTo("sales-ready");
      assertThat(change.to()).isEqualTo("nurture");
      assertThat(change.direction()).isEqualTo(Direction.DOWN);
      assertThat(change.cause()).isEqualTo(new Cause(Cause.Kind.TIME, next.at().toString(), null));
      assertThat(change.channel()).isNull();
      assertThat(change.since()).isBetween(next.at().minusSeconds(1), next.at());
      assertThat(change.reasons().stream().mapToDouble(Contribution::points).sum())
          .isEqualTo(change.score(), within(1e-9));
    }

    @Test
    void arePredictedWithoutSessionsAndCarts() {
      shop.u1("Loyalty Joined", "PT0S").u1("Store Visited", "P1D").u1("Store Visited", "P2D");
      shop.u1("Store Visited", "P3D").u1("Loyalty Transaction", "P3D");
      assertThat(shop.tier("P3D")).isEqualTo("nurture");
      shop.silentUntil(U1, after("P100D"));
      assertThat(shop.announced()).containsExactly("newsletter>nurture", "nurture>newsletter");
      assertThat(changes(shop.effects).get(1).since()).isEqualTo(after("P63D"));
    }

    @Test
    void toldLateBearTheMomentOfTheCrossing() {
      fourCarts(shop).silentUntil(U1, after("P1DT1H"));
      Instant crossed = shop.ask(U1, after("P60D")).since();
      List<TierChange> told = changes(shop.wake(U1, after("P60D")));
      assertThat(told).hasSize(1);
      assertThat(told.get(0).from()).isEqualTo("sales-ready");
      assertThat(told.get(0).to()).isEqualTo("newsletter");
      assertThat(told.get(0).since()).isEqualTo(crossed);
      assertThat(told.get(0).decidedAt()).isEqualTo(after("P60D"));
      assertThat(Instant.parse(told.get(0).cause().id()))
          .isBetween(crossed, crossed.plusSeconds(1));
    }

    @Test
    void thatAnEventHasAnnouncedAreNotToldAgain() {
      fourCarts(shop).silentUntil(U1, after("P1DT1H"));
      Instant due = shop.wakeUpAt(U1).orElseThrow();
      shop.send(shop.event("Email Opened", due.plusSeconds(1), U1));
      assertThat(shop.announced()).last().isEqualTo("sales-ready>nurture");
      assertThat(shop.wake(U1, due.plusSeconds(2))).isEmpty();
    }

    @Test
    void thatAnEventHasAvertedDoNotHappen() {
      fourCarts(shop).silentUntil(U1, after("P1DT1H"));
      Instant due = shop.wakeUpAt(U1).orElseThrow();
      shop.send(shop.event(CART, due.minusSeconds(1), U1));
      assertThat(shop.wake(U1, due)).isEmpty();
      assertThat(shop.wakeUpAt(U1)).hasValueSatisfying(next -> assertThat(next).isAfter(due));
    }

    @Test
    void areWorkedOutUnderTheCardInForce() {
      fourCarts(shop).silentUntil(U1, after("P1DT1H"));
      Instant due = shop.wakeUpAt(U1).orElseThrow();
      shop.publish(
          card(
              """
              id: slower
              tiers: [{name: sales-ready, from: 100}, {name: nurture, from: 50}, {name: newsletter, from: 0}]
              tierMargin: 5
              groups:
                - id: explicit-interest
                  decay: {halfLife: P28D}
                  rules: [{id: adds-to-cart, on: product_added, points: 30}]
              """));
      assertThat(changes(shop.wake(U1, due))).isEmpty();
      assertThat(shop.wakeUpAt(U1)).hasValueSatisfying(next -> assertThat(next).isAfter(due));
    }

    @Test
    void thatANewCardHasCausedSaySo() {
      fourCarts(shop).silentUntil(U1, after("P1DT1H"));
      shop.publish(
          card(
              """
              id: dearer
              version: "7"
              tiers: [{name: sales-ready, from: 1000}, {name: nurture, from: 50}, {name: newsletter, from: 0}]
              groups: [{id: g, rules: [{id: adds-to-cart, on: product_added, points: 25}]}]
              """));
      TierChange change = changes(shop.wake(U1, after("P1DT2H"))).get(0);
      assertThat(change.to()).isEqualTo("nurture");
      assertThat(change.cause().kind()).isEqualTo(Cause.Kind.SCORECARD);
      assertThat(change.cause().id()).isEqualTo(change.scorecard().version());
    }
  }

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theOutlookNamesExactlyTheMomentsAtWhichSilenceTells(long seed) {
    Shop any = new Shop(seed % 2 == 0 ? WAITING : Scorecard.starter());
    List<ShopperEvent> events = FoldPropertiesTest.history(any, seed);
    Random random = new Random(seed);
    for (ShopperEvent event : events.subList(0, 1 + random.nextInt(60))) {
      if (any.knows(U1)) {
        any.silentUntil(U1, event.occurredAt().minusSeconds(1));
      }
      any.send(named(event));
    }
    for (int i = 0; i < 30; i++) {
      Optional<Instant> next = any.wakeUpAt(U1);
      if (next.isEmpty()) {
        assertThat(any.wake(U1, T0.plus(Duration.ofDays(9000)))).isEmpty();
        return;
      }
      assertThat(any.wake(U1, next.get().minusSeconds(1))).isEmpty();
      assertThat(any.wake(U1, next.get())).isNotEmpty();
      assertThat(any.wake(U1, next.get())).isEmpty();
    }
  }

  private static ShopperEvent named(ShopperEvent event) {
    return new ShopperEvent(
        event.id(),
        event.signal(),
        List.of(Identity.parse(U1).orElseThrow()),
        Channel.ONLINE,
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        null,
        event.properties(),
        Map.of(),
        Map.of(),
        Map.of(),
        event.value(),
        event.currency());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void howLateSomebodyLooksDoesNotChangeWhatIsToldOfTheMoments(long seed) {
    Shop punctual = Shop.withStarterCard();
    Shop tardy = Shop.withStarterCard();
    FoldPropertiesTest.history(punctual, seed).forEach(event -> punctual.send(named(event)));
    FoldPropertiesTest.history(tardy, seed).forEach(event -> tardy.send(named(event)));
    punctual.effects.clear();
    tardy.effects.clear();
    Instant end = T0.plus(Duration.ofDays(2000));
    punctual.silentUntil(U1, end);
    tardy.wake(U1, end);
    assertThat(tardy.derived()).containsExactlyElementsOf(punctual.derived());
    assertThat(tardy.lead(U1).tier()).isEqualTo(punctual.lead(U1).tier());
    assertThat(tardy.lead(U1).evidence()).isEqualTo(punctual.lead(U1).evidence());
  }

  @Test
  void whatWasToldCanBeToldOnceMoreUnderTheSameIds() {
    fourCarts(shop);
    List<Effect> told = shop.wake(U1, after("P30D"));
    assertThat(told).hasSizeGreaterThanOrEqualTo(4);
    assertThat(new Silence(new Fold(Scorecard.starter())).again(shop.lead(U1))).isEqualTo(told);
  }
}
