package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static dev.leadlight.scoring.fold.Waiting.CART;
import static dev.leadlight.scoring.fold.Waiting.U1;
import static dev.leadlight.scoring.fold.Waiting.WAITING;
import static dev.leadlight.scoring.fold.Waiting.changes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When leads fall because nothing happens, and that the outlook knows each such moment. */
@NullUnmarked // a missing answer fails the test
class SilenceTest {

  private final Shop shop = Shop.withStarterCard();

  private Shop fourCarts(Shop to) {
    return to.u1(CART, "PT0M").u1(CART, "PT5M").u1(CART, "PT10M").u1(CART, "PT15M");
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

    /** Else lists would go by the score of the first month. */
    @Test
    void whoIsLeftAloneAfterBuyingIsLookedAtWhenThatIsOver() {
      Shop considerate =
          new Shop(
              card(
                  """
                  id: considerate
                  tiers: [{name: low, from: 0}]
                  groups: [{id: a, rules: [{id: joins, on: loyalty_joined, points: 30}]}]
                  value: {rfm: {recencyDays: {10: -20, 30: -5}, frequency: {1: 1}}}
                  """));
      considerate.u1("Loyalty Joined", "PT0S").u1("Order Completed", "PT0S");
      considerate.silentUntil(U1, after("P5D"));
      assertThat(considerate.score("P10D")).isEqualTo(26);
      assertThat(considerate.score("P31D")).isEqualTo(31);
      assertThat(considerate.wakeUpAt(U1)).contains(after("P30D").plusMillis(1));
      assertThat(considerate.silentUntil(U1, after("P31D")).wakeUpAt(U1)).isEmpty();
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

  /** A replica dies before it tells; until its claim ends, others sweep under new cards. */
  @Test
  void whatWasToldShortlyBeforeOthersLookedCanBeToldOnceMoreToo() {
    Shop swept = new Shop(carts(1, 60, "PT0S"));
    swept.u1(CART, "PT0S");
    List<Effect> told = new ArrayList<>(swept.wake(U1, after("PT30M")));
    swept.publish(carts(2, 40, "PT30M1S"));
    told.addAll(swept.wake(U1, after("PT30M5S")));
    swept.publish(carts(3, 60, "PT30M6S"));
    told.addAll(swept.wake(U1, after("PT30M10S")));
    assertThat(told).hasSize(5); // the visit's end, and a change with its snapshot for each card
    assertThat(new Silence(new Fold(carts(3, 60, "PT30M6S"))).again(swept.lead(U1)))
        .extracting(SilenceTest::idOf)
        .containsExactlyInAnyOrderElementsOf(told.stream().map(SilenceTest::idOf).toList());
  }

  private static Scorecard carts(int version, int points, String publishedAfter) {
    return card(
        """
        id: carts
        version: %d
        published: {at: '%s', announce: true}
        tiers: [{name: high, from: 50}, {name: low, from: 0}]
        groups:
          - {id: g, rules: [{id: a, on: product_added, points: %d}]}
        """
            .formatted(version, after(publishedAfter), points));
  }

  private static String idOf(Effect effect) {
    if (effect instanceof Effect.TierChanged changed) {
      return changed.change().id();
    }
    return effect instanceof Effect.Derived derived
        ? derived.event().id()
        : ((Effect.Observed) effect).snapshot().id();
  }
}
