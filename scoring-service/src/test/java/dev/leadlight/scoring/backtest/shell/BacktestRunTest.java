package dev.leadlight.scoring.backtest.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.Finding;
import dev.leadlight.scoring.backtest.Flip;
import dev.leadlight.scoring.backtest.Knowledge;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.ReplayCancelledException;
import dev.leadlight.scoring.replay.shell.TooManyLeadsException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Back-tests over logs in memory: what is known when, and what can't be known. */
@NullUnmarked
class BacktestRunTest extends PastLog {

  @Test
  void saysWhatEachTierDidNext() {
    carts("user:buyer", 4, 0);
    event("user:buyer", "Order Completed", 3);
    carts("user:dreamer", 4, 0);
    event("user:passer-by", "Product Viewed", 0);
    event("user:later", "Product Viewed", 2);
    for (Knowledge knowledge : Knowledge.values()) {
      Finding finding = find(knowledge, 1, 8);
      assertThat(finding.moments()).containsExactly(day(1));
      assertThat(finding.draft().predictions()).isEqualTo(3);
      assertThat(tier(finding, "sales-ready").predictions()).isEqualTo(2);
      assertThat(tier(finding, "sales-ready").rate()).isEqualTo(0.5);
      assertThat(tier(finding, "sales-ready").recall()).isEqualTo(1);
      assertThat(tier(finding, "newsletter").conversions()).isZero();
      // At the end the buyer's carts are reset and the dreamer's have faded.
      assertThat(finding.leads()).isEqualTo(4);
      assertThat(finding.tierSizes()).containsEntry("nurture", 1L).containsEntry("sales-ready", 0L);
      assertThat(finding.live()).isEqualTo(finding.draft());
      assertThat(finding.flips()).isEmpty();
    }
  }

  @Test
  void anOutcomeOnTheHorizonCountsAndTheOneAtTheMomentDoesNot() {
    event("user:a", "Product Viewed", 0);
    event("user:a", "Order Completed", 8);
    event("user:b", "Product Viewed", 0);
    event("user:b", "Order Completed", 1);
    event("user:c", "Product Viewed", 0);
    event("user:c", "Order Completed", 8.001);
    assertThat(find(Knowledge.OCCURRED, 1, 9).draft().conversions()).isEqualTo(1);
  }

  @Test
  void comparesWithTheLiveCardOnTheSameReading() {
    carts("user:u1", 3, 0);
    Scorecard dearer =
        Shop.card(
            """
            id: draft
            tiers: [{name: sales-ready, from: 30}, {name: newsletter, from: 0}]
            conversion: {signal: [order_completed, pos_purchase], resets: []}
            groups:
              - id: interest
                rules: [{id: views, on: product_added, points: 10}]
            """);
    Finding finding = find(backtest(dearer, Knowledge.OCCURRED, 1, 8), Scorecard.starter());
    assertThat(tier(finding, "sales-ready").predictions()).isEqualTo(1);
    assertThat(finding.flips()).containsExactly(new Flip("nurture", "sales-ready", 1));
  }

  /** A card that doesn't say what a purchase is means the usual ones. */
  @Test
  void comparesWithACardThatCountsTheSamePurchasesWithoutSayingSo() {
    carts("user:u1", 3, 0);
    Scorecard silent =
        Shop.card(
            """
            id: draft
            tiers: [{name: sales-ready, from: 30}, {name: newsletter, from: 0}]
            groups: [{id: interest, rules: [{id: views, on: product_added, points: 10}]}]
            """);
    Finding finding = find(backtest(silent, Knowledge.OCCURRED, 1, 8), Scorecard.starter());
    assertThat(finding.flips()).containsExactly(new Flip("nurture", "sales-ready", 1));
  }

  @Test
  void whatHappensAfterAMomentChangesNoPredictionMadeAtIt() {
    Random random = new Random(11);
    List<String> signals = List.of("Product Added", "Product Viewed", "Product Added to Wishlist");
    for (int i = 0; i < 400; i++) {
      String who = "anonymous:a" + random.nextInt(30);
      event(who, signals.get(random.nextInt(3)), random.nextDouble() * 14);
    }
    for (Knowledge knowledge : Knowledge.values()) {
      Finding before = find(knowledge, 7, 14);
      List<LogRecord> kept = List.copyOf(log);
      for (int i = 0; i < 200; i++) {
        event("anonymous:a" + random.nextInt(30), "Product Added", 7.01 + random.nextDouble() * 7);
      }
      Finding after = find(knowledge, 7, 14);
      assertThat(after.draft()).isEqualTo(before.draft());
      assertThat(after.tierSizes()).isNotEqualTo(before.tierSizes());
      log.clear();
      log.addAll(kept);
    }
  }

  /** Of somebody who comes every day, states in Redis forget the visits and hours of long ago. */
  @Test
  void whatABusyShopperDoesLaterChangesNoPredictionMadeLongBefore() {
    Scorecard card =
        Shop.card(
            """
            id: draft
            tiers: [{name: hot, from: 50}, {name: cold, from: 0}]
            groups:
              - id: interest
                rules:
                  - {id: adds, on: product_added, points: 10}
                  - {id: browses, on: product_viewed, when: {count: 3, within: session}, points: 25}
            """);
    Set<Signal> orders = Set.of(new Signal("order_completed"));
    Backtest backtest =
        new Backtest(
            card, day(0.3), day(90), WEEK, Duration.ofDays(100), Knowledge.OCCURRED, orders);
    for (int i = 0; i < 3; i++) {
      event("user:u1", "Product Viewed", i / 1440.0);
    }
    carts("user:u1", 1, 0.1);
    carts("user:u1", 1, 0.45);
    for (int count = 0; count <= 150; count += 150) {
      for (int i = 0; i < count; i++) {
        carts("user:u1", 1, 62 + i / 6.0);
      }
      assertThat(find(backtest, card).draft().calibration())
          .singleElement()
          .satisfies(band -> assertThat(band.fromScore()).isEqualTo(35));
    }
  }

  @Test
  void whatWasToldLaterIsUnknownAsReceivedAndKnownAsOccurred() {
    event("user:u1", "Product Viewed", 0);
    for (int i = 0; i < 4; i++) {
      event("user:u1", "Product Added", 0.5 + i / 1440.0, 3);
    }
    assertThat(tier(find(Knowledge.RECEIVED, 1, 8), "sales-ready").predictions()).isZero();
    assertThat(tier(find(Knowledge.OCCURRED, 1, 8), "sales-ready").predictions()).isEqualTo(1);
    assertThat(find(Knowledge.OCCURRED, 1, 8).lateEvents()).isEqualTo(4);
  }

  @Test
  void anOutcomeToldLateIsStillAnOutcome() {
    event("user:u1", "Product Viewed", 0);
    event("user:u1", "POS Purchase", 2, 30);
    for (Knowledge knowledge : Knowledge.values()) {
      assertThat(find(knowledge, 1, 8).draft().conversions()).isEqualTo(1);
    }
  }

  @Test
  void asReceivedABrowserIsSomebodyOfItsOwnUntilTheLogin() {
    carts("anonymous:a1", 4, 0);
    event("user:u1", "Product Viewed", 0);
    event("user:u1 anonymous:a1", "Order Completed", 3);
    Finding asReceived = find(Knowledge.RECEIVED, 1, 8);
    assertThat(asReceived.draft().predictions()).isEqualTo(2);
    // The browser's tier is credited with what its person did.
    assertThat(tier(asReceived, "sales-ready").conversions()).isEqualTo(1);
    assertThat(find(Knowledge.OCCURRED, 1, 8).draft().predictions()).isEqualTo(1);
  }

  @Test
  void repeatsCountOnce() {
    carts("user:u1", 2, 0);
    log.addAll(List.copyOf(log));
    assertThat(tier(find(Knowledge.OCCURRED, 1, 8), "sales-ready").predictions()).isZero();
  }

  @Test
  void endsWhenNobodyWantsItAndWhenThereAreTooMany() {
    carts("user:u1", 4, 0);
    Backtest backtest = backtest(Scorecard.starter(), Knowledge.OCCURRED, 1, 8);
    Progress progress = new Progress();
    BacktestRun cancelled =
        new BacktestRun(backtest, Scorecard.starter(), Shop.KEYS, 4 << 20, progress);
    cancelled.accept(log);
    progress.cancel();
    assertThatThrownBy(cancelled::finding)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ReplayCancelledException.class);
    BacktestRun small =
        new BacktestRun(backtest, Scorecard.starter(), Shop.KEYS, 100, new Progress());
    assertThatThrownBy(() -> small.accept(log)).isInstanceOf(TooManyLeadsException.class);
  }
}
