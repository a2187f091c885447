package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What becomes of points, and which tiers they make, in the corners, with the numbers of
 * docs/scoring.md.
 */
@NullUnmarked // a missing answer fails the test
class PointsAndTiersTest extends StarterCardShop {

  private static final Offset<Double> SHOWN = within(0.001);
  private static final String WISH = "Product Added to Wishlist";

  @Nested
  class Tiers {
    @Test
    void compareTheRoundedScore() {
      fourCarts("P0D");
      assertThat(shop.score("PT15M")).isEqualTo(99.974, SHOWN);
      assertThat(shop.tier("PT15M")).isEqualTo("sales-ready");
    }

    @Test
    void areLeftOnlyBelowTheMargin() {
      fourCarts("P0D");
      assertThat(shop.score("P1D")).isEqualTo(95.2, within(0.05));
      assertThat(shop.tier("P1D")).isEqualTo("sales-ready");

      Shop fading =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: high, from: 100}, {name: low, from: 0}]
                  tierMargin: 5
                  groups:
                    - {id: g, decay: {linear: {share: 0.01, every: PT1H}}, rules: [{id: up, on: a, points: 100}]}
                  """));
      fading.u1("a", "PT0S");
      assertThat(fading.score("PT5H30M")).isEqualTo(94.5, EXACT);
      assertThat(fading.tier("PT5H30M")).isEqualTo("high");
      assertThat(fading.tier("PT5H31M")).isEqualTo("low");
      assertThat(fading.ask("user:u1", after("PT6H")).since()).isAfter(after("PT5H30M"));
    }

    @Test
    void areWalkedInEventTimeSoArrivalDoesNotMatter() {
      shop.at(after("P1D"));
      fourCarts("P0D");
      assertThat(shop.tier("P1D")).isEqualTo("sales-ready");
      assertThat(shop.ask("user:u1", after("P1D")).since()).isEqualTo(after("PT15M"));
    }

    @Test
    void ofThePastAreNotAnnounced() {
      shop.at(after("P60D"));
      fourCarts("P0D");
      assertThat(shop.announced()).isEmpty();
    }

    @Test
    void inOrderEventsAreAnnouncedAsIfTheyCameOneByOne() {
      shop.send(
          shop.event(CART, after("PT0S"), "user:u1"),
          shop.event(CART, after("PT1S"), "user:u1"),
          shop.event(CART, after("PT2S"), "user:u1"),
          shop.event(CART, after("PT3S"), "user:u1"));
      assertThat(shop.announced()).containsExactly("newsletter>nurture", "nurture>sales-ready");
    }

    @Test
    void jumpDownAsASlowFallWould() {
      Shop steep =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: sales-ready, from: 100}, {name: nurture, from: 50}, {name: low, from: 0}]
                  tierMargin: 5
                  groups:
                    - id: g
                      rules:
                        - {id: up, on: a, points: 148}
                        - {id: down, on: b, points: -100}
                  """));
      steep.u1("a", "PT0S").u1("b", "PT1S");
      assertThat(steep.tier("PT1S")).isEqualTo("nurture");
    }

    @Test
    void tellWhatComesNextToTheSecond() {
      fourCarts("P0D");
      Instant now = after("PT20M");
      LeadAnswer.Next next = shop.ask("user:u1", now).next();
      assertThat(next.tier()).isEqualTo("nurture");
      assertThat(shop.ask("user:u1", next.at()).tier()).isEqualTo("nurture");
      assertThat(shop.ask("user:u1", next.at().minusSeconds(1)).tier()).isEqualTo("sales-ready");
    }

    @Test
    void dwellDelaysFallsOnly() {
      Shop dwelling =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: high, from: 100}, {name: low, from: 0}]
                  tierDwell: PT24H
                  groups:
                    - {id: g, decay: {halfLife: PT1H}, rules: [{id: up, on: a, points: 100}]}
                  """));
      dwelling.u1("a", "PT0S");
      assertThat(dwelling.tier("PT5H")).isEqualTo("high");
      assertThat(dwelling.tier("PT23H59M59S")).isEqualTo("high");
      assertThat(dwelling.tier("PT24H")).isEqualTo("low");
      assertThat(dwelling.ask("user:u1", after("PT1H")).next().at()).isEqualTo(after("PT24H"));
    }

    @Test
    void dwellHoldsForEachTierThatALeadFallsThrough() {
      Shop falling =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: high, from: 100}, {name: middle, from: 50}, {name: low, from: 0}]
                  tierDwell: P2D
                  groups:
                    - {id: g, decay: {halfLife: P1D}, rules: [{id: up, on: a, points: 220}]}
                  """));
      falling.u1("a", "PT0S");
      LeadAnswer middle = falling.ask("user:u1", after("P3D"));
      assertThat(middle.tier()).isEqualTo("middle");
      assertThat(middle.since()).isEqualTo(after("P2D"));
      assertThat(middle.next()).isEqualTo(new LeadAnswer.Next("low", after("P4D")));
      LeadAnswer low = falling.ask("user:u1", after("P6D"));
      assertThat(low.tier()).isEqualTo("low");
      assertThat(low.since()).isEqualTo(after("P4D"));
    }

    @Test
    void fallWhenTheDwellIsOverThoughTheScoreRisesLater() {
      Shop forgiven =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: high, from: 100}, {name: low, from: 0}]
                  tierDwell: P1D
                  groups:
                    - {id: g, rules: [{id: up, on: a, points: 100}]}
                    - {id: h, decay: {halfLife: P1D}, rules: [{id: down, on: b, points: -60}]}
                  """));
      forgiven.u1("a", "PT0S").u1("b", "PT1S");
      assertThat(forgiven.tier("PT23H")).isEqualTo("high");
      assertThat(forgiven.tier("P1D")).isEqualTo("low");
      LeadAnswer again = forgiven.ask("user:u1", after("P8D"));
      assertThat(again.tier()).isEqualTo("high");
      assertThat(again.since()).isBetween(after("P6D"), after("P7D"));
    }

    @Test
    void ofALeadWithoutScoredEventsAreTheLowest() {
      shop.u1("Identified", "PT0S");
      LeadAnswer answer = shop.ask("user:u1", after("-P3D"));
      assertThat(answer.score()).isZero();
      assertThat(answer.tier()).isEqualTo("newsletter");
      assertThat(answer.contributions()).isEmpty();
      assertThat(answer.next()).isNull();
    }
  }

  @Nested
  class DecayCapsAndFloor {
    @Test
    void idleTakesPointsAtExactlyThirtyDays() {
      shop.u1(WISH, "PT0S").u1(WISH, "PT0S");
      assertThat(shop.score("P29DT23H59M59S")).isEqualTo(20, EXACT);
      assertThat(shop.score("P30D")).isEqualTo(10, EXACT);
      assertThat(shop.score("P60D")).isEqualTo(0, EXACT);
    }

    @Test
    void anySignOfLifeEndsIdleness() {
      shop.u1(WISH, "P0D").u1("Page Viewed", "P20D");
      assertThat(shop.score("P45D")).isEqualTo(10, EXACT);
    }

    @Test
    void aDeliveredMailIsNoSignOfLife() {
      shop.u1(WISH, "P0D").u1("Email Delivered", "P20D");
      assertThat(shop.score("P45D")).isEqualTo(0, EXACT);
    }

    @Test
    void silenceThatIsOverKeepsItsLoss() {
      shop.u1(WISH, "P0D").u1(WISH, "P0D").u1("Page Viewed", "P70D");
      assertThat(shop.score("P70D")).isEqualTo(0, EXACT);
      shop.u1(WISH, "P71D");
      assertThat(shop.score("P71D")).isEqualTo(10, EXACT);
    }

    @Test
    void idleNeverGoesBelowZero() {
      shop.u1(WISH, "P0D");
      assertThat(shop.score("P300D")).isEqualTo(0, EXACT);
      shop.u1(WISH, "P301D");
      assertThat(shop.score("P301D")).isEqualTo(10, EXACT);
    }

    @Test
    void capComesLastOnTheNetSum() {
      Shop capped =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: low, from: 0}]
                  groups:
                    - {id: g, cap: 60, rules: [{id: a, on: a, points: 80}, {id: b, on: b, points: -30}]}
                  """));
      capped.u1("a", "PT0S").u1("b", "PT0S");
      assertThat(capped.score("PT0S")).isEqualTo(50, EXACT);
    }

    @Test
    void floorIsOnTheTotalAtReadingOnly() {
      shop.u1("Email Marked as Spam", "PT0S");
      fourCarts("P0D");
      LeadAnswer answer = shop.ask("user:u1", after("PT15M"));
      assertThat(answer.score()).isZero();
      assertThat(answer.contributions()).extracting(Contribution::adjustment).contains("floor");
      assertThat(answer.contributions().stream().mapToDouble(Contribution::points).sum())
          .isEqualTo(0, EXACT);
    }

    @Test
    void linearFadesContinuously() {
      Shop linear =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: low, from: 0}]
                  groups:
                    - {id: g, decay: {linear: {share: 0.1, every: P3D}}, rules: [{id: a, on: a, points: 6}]}
                  """));
      linear.u1("a", "PT0S");
      assertThat(linear.score("P5D")).isEqualTo(5.0, EXACT);
      assertThat(linear.score("P31D")).isEqualTo(0, EXACT);
    }

    @Test
    void negativePointsFadeAsWritten() {
      Shop negative =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: low, from: 0}]
                  groups:
                    - {id: base, rules: [{id: a, on: a, points: 100}]}
                    - {id: g, decay: {halfLife: P14D}, rules: [{id: b, on: a, points: -50}]}
                  """));
      negative.u1("a", "PT0S");
      assertThat(negative.score("P14D")).isEqualTo(75, EXACT);
    }

    @Test
    void ageCountsFromTheDeedNotItsArrival() {
      shop.at(after("P14D")).u1(CART, "P0D");
      assertThat(ruleOf(shop.ask("user:u1", after("P14D")), "adds-to-cart")).isEqualTo(12.5, EXACT);
    }

    private double ruleOf(LeadAnswer answer, String rule) {
      return answer.contributions().stream()
          .filter(each -> rule.equals(each.rule()))
          .mapToDouble(Contribution::points)
          .sum();
    }
  }
}
