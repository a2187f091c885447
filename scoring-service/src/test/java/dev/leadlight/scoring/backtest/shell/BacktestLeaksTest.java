package dev.leadlight.scoring.backtest.shell;

import static dev.leadlight.scoring.Shop.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.Finding;
import dev.leadlight.scoring.backtest.Flip;
import dev.leadlight.scoring.backtest.Knowledge;
import dev.leadlight.scoring.replay.LogRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Rules that would know the answer, of the draft and of the card that it is compared with. */
@NullUnmarked
class BacktestLeaksTest extends PastLog {

  private static Scorecard withCrmNote() {
    return Shop.card(
        """
        id: draft
        tiers: [{name: hot, from: 50}, {name: cold, from: 0}]
        conversion: {signal: [order_completed, pos_purchase], resets: []}
        groups:
          - id: g
            rules:
              - {id: views, on: product_viewed, points: 10}
              - {id: noted-by-sales, on: sales_noted, points: 60}
        """);
  }

  /** A CRM that notes buyers as interested, dated back, on the day they have bought. */
  private void plantALeak(double toldAfter) {
    for (int i = 0; i < 10; i++) {
      event("user:b" + i, "Product Viewed", 0.2);
      event("user:b" + i, "Order Completed", 3);
      event("user:b" + i, "Sales Noted", 0.5, toldAfter);
      event("user:n" + i, "Product Viewed", 0.2);
    }
  }

  @Test
  void evidenceWrittenInHindsightIsRefusedWithTheNameOfItsRule() {
    plantALeak(3.1);
    Backtest backtest = backtest(withCrmNote(), Knowledge.OCCURRED, 1, 8);
    assertThatThrownBy(() -> find(backtest, withCrmNote()))
        .isInstanceOfSatisfying(
            LeakException.class,
            leak ->
                assertThat(leak.places())
                    .singleElement()
                    .satisfies(
                        place -> {
                          assertThat(place.pointer()).isEqualTo("/scorecard/groups/0/rules/1");
                          assertThat(place.message()).contains("noted-by-sales");
                        }));
    // As received, the note did not exist yet, so there is nothing to refuse and nothing to gain.
    Finding asReceived = find(backtest(withCrmNote(), Knowledge.RECEIVED, 1, 8), withCrmNote());
    assertThat(tier(asReceived, "hot").predictions()).isZero();
    assertThat(asReceived.draft().conversions()).isEqualTo(10);
  }

  @Test
  void aNoteThatWasTrulyThereIsNoLeak() {
    plantALeak(0.6);
    Finding finding = find(backtest(withCrmNote(), Knowledge.OCCURRED, 1, 8), withCrmNote());
    assertThat(tier(finding, "hot").conversions()).isEqualTo(10);
    assertThat(finding.draft().prAuc()).isEqualTo(1);
  }

  @Test
  void anImportIsNoHindsightAlthoughAllOfItIsLate() {
    plantALeak(0.6);
    List<LogRecord> asItWas = List.copyOf(log);
    log.clear();
    for (LogRecord each : asItWas) {
      ShopperEvent event = each.event();
      double happened = Duration.between(T0, event.occurredAt()).toMinutes() / 1440.0;
      event(event.identities().get(0).label(), event.signal().name(), happened, 40);
    }
    Finding finding = find(backtest(withCrmNote(), Knowledge.OCCURRED, 1, 8), withCrmNote());
    assertThat(finding.lateEvents()).isEqualTo(finding.events());
    assertThat(tier(finding, "hot").conversions()).isEqualTo(10);
  }

  private static Scorecard withoutCrmNote() {
    return Shop.card(
        """
        id: draft
        tiers: [{name: hot, from: 10}, {name: cold, from: 0}]
        conversion: {signal: [order_completed, pos_purchase], resets: []}
        groups: [{id: g, rules: [{id: views, on: product_viewed, points: 10}]}]
        """);
  }

  @Test
  void aDraftWithoutTheLeakIsTestedAndNotHeldAgainstTheCardThatHasIt() {
    plantALeak(3.1);
    Finding finding = find(backtest(withoutCrmNote(), Knowledge.OCCURRED, 1, 8), withCrmNote());
    assertThat(finding.draft().conversions()).isEqualTo(10);
    assertThat(finding.live()).isNull();
    assertThat(finding.liveLeaks())
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.pointer()).isEqualTo("/groups/0/rules/1");
              assertThat(place.message()).contains("noted-by-sales");
            });
    // Who would move by publishing is no matter of what could be known.
    assertThat(finding.flips()).containsExactly(new Flip("cold", "hot", 10));
    Finding asReceived = find(backtest(withoutCrmNote(), Knowledge.RECEIVED, 1, 8), withCrmNote());
    assertThat(asReceived.live()).isNotNull();
    assertThat(asReceived.liveLeaks()).isEmpty();
  }

  @Test
  void aCardInForceThatPaysForTheOutcomeIsNoMatchForADraftThatMayNot() {
    Scorecard paying =
        Shop.card(
            """
            id: paying
            tiers: [{name: hot, from: 50}, {name: cold, from: 0}]
            conversion: {signal: [order_completed, pos_purchase], resets: []}
            groups:
              - id: g
                rules:
                  - {id: views, on: product_viewed, points: 10}
                  - {id: buys, on: [store_visited, pos_purchase], points: 50}
            """);
    event("user:u1", "POS Purchase", 0.5);
    event("user:u1", "POS Purchase", 2);
    for (Knowledge knowledge : Knowledge.values()) {
      Finding finding = find(backtest(withoutCrmNote(), knowledge, 1, 8), paying);
      assertThat(finding.draft().conversions()).isEqualTo(1);
      assertThat(finding.live()).isNull();
      assertThat(finding.liveLeaks())
          .singleElement()
          .satisfies(place -> assertThat(place.pointer()).isEqualTo("/groups/0/rules/1/on"));
    }
  }

  /** Findings are kept for weeks. */
  @Test
  void whatWasFoundBeforeLeaksOfTheLiveCardWereLookedForIsStillRead() throws IOException {
    event("user:u1", "Product Viewed", 0);
    Finding finding = find(Knowledge.OCCURRED, 1, 8);
    ObjectNode stored = ContractJson.mapper().valueToTree(finding);
    stored.remove("liveLeaks");
    assertThat(ContractJson.read(stored.toString().getBytes(UTF_8), Finding.class))
        .isEqualTo(finding);
  }
}
