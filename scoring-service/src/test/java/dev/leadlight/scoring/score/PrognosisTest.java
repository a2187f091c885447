package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.answer.Predicted;
import dev.leadlight.scoring.model.PredictorTest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A card with a learned part. */
class PrognosisTest {

  private static final Scorecard CARD =
      Shop.card(
          "{id: c, tiers: [{name: hot, from: 60}, {name: cold, from: 0}], groups: [{id: g, decay:"
              + " {halfLife: P14D}, rules: [{id: carts, on: product_added, points: 20}]}],"
              + " predictive: {model: m, weight: 0.5}}");

  /** Falls with each day of silence. */
  private static final PredictiveModel FORGETFUL =
      PredictorTest.model(
          "linear: {intercept: 3, terms: [{feature: days_silent, coefficient: -1, mean: 0}]}");

  /** Rises with silence, as only a model may. */
  private static final PredictiveModel LONGING =
      PredictorTest.model(
          "linear: {intercept: -3, terms: [{feature: days_silent, coefficient: 1, mean: 0}]}");

  private static final PredictiveModel BROKEN =
      PredictorTest.model("trees: {output: mean, base: 0, trees: [{nodes: [{value: 2}]}]}");

  private static Shop shop(@Nullable PredictiveModel model) {
    return new Shop(CARD.with(model, null)).u1("Product Added", "PT0S");
  }

  private static Predicted predicted(LeadAnswer answer) {
    return Objects.requireNonNull(answer.predictive());
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  @Test
  void contributesWeightTimesHundredTimesProbabilityAndSaysWhy() {
    LeadAnswer answer = shop(FORGETFUL).ask("user:u1", after("P3DT5H"));
    double points = 20 * Math.pow(0.5, (3 + 5 / 24.0) / 14);
    assertThat(answer.score()).isCloseTo(points + 50 * sigmoid(0), within(1e-9));
    assertThat(answer.contributions().stream().mapToDouble(Contribution::points).sum())
        .isCloseTo(answer.score(), within(1e-9));
    assertThat(predicted(answer).probability()).isCloseTo(0.5, within(1e-12));
    assertThat(predicted(answer).status()).isEqualTo("used");
    assertThat(predicted(answer).reasons())
        .containsExactly(new Predicted.Reason("days_silent", 3.0, -3.0));
  }

  @Test
  void isHeldForADayOfSilenceAndFromTheNinetiethDayOn() {
    Shop shop = shop(FORGETFUL);
    assertThat(predicted(shop.ask("user:u1", after("P1D").minusMillis(1))).probability())
        .isCloseTo(sigmoid(3), within(1e-12));
    assertThat(predicted(shop.ask("user:u1", after("P1D"))).probability())
        .isCloseTo(sigmoid(2), within(1e-12));
    assertThat(predicted(shop.ask("user:u1", after("P300D"))).probability())
        .isCloseTo(sigmoid(3 - 90), within(1e-12));
  }

  @Test
  void tiersFollowItInBothDirectionsAndAreForeseen() {
    Shop falling = shop(FORGETFUL);
    falling.u1("Product Added", "PT1M");
    LeadAnswer now = falling.ask("user:u1", after("PT1M"));
    assertThat(now.tier()).isEqualTo("hot");
    Instant fall = Objects.requireNonNull(now.next()).at();
    assertThat(falling.ask("user:u1", fall).tier()).isEqualTo("cold");
    assertThat(falling.ask("user:u1", fall.minusSeconds(1)).tier()).isEqualTo("hot");

    // 20 points of five days ago and 50 × 0.88 are 59.7.
    Shop rising = shop(LONGING);
    LeadAnswer cold = rising.ask("user:u1", T0);
    assertThat(cold.tier()).isEqualTo("cold");
    assertThat(cold.next()).isEqualTo(new LeadAnswer.Next("hot", after("P5D")));
    assertThat(rising.ask("user:u1", after("P5D")).tier()).isEqualTo("hot");
    assertThat(rising.ask("user:u1", after("P5D").minusSeconds(1)).tier()).isEqualTo("cold");
  }

  @Test
  void aRiseInSilenceIsToldWhenItComes() {
    Shop shop = shop(LONGING).silentUntil("user:u1", after("P5D"));
    assertThat(shop.announced()).containsExactly("cold>hot");
    assertThat(shop.lead("user:u1").changes().get(0).since())
        .isEqualTo(after("P5D").toEpochMilli());
  }

  /** A lead is looked at whenever its score has risen by a point, so that lists can go by it. */
  @Test
  void pointsThatComeBackAreNoticedBetweenTwoMomentsOfTheModel() {
    Scorecard forgiving =
        Shop.card(
            "{id: c, tiers: [{name: cold, from: 0}], groups: [{id: g, rules: [{id: carts, on:"
                + " product_added, points: 60}]}, {id: h, decay: {halfLife: PT6H}, rules: [{id:"
                + " out, on: product_removed, points: -50}]}], predictive: {model: m, weight:"
                + " 0.5}}");
    Shop shop = new Shop(forgiving.with(FORGETFUL, null));
    shop.u1("Product Added", "PT0S").u1("Product Removed", "PT0S");
    Instant noticed = shop.wakeUpAt("user:u1").orElseThrow();
    assertThat(shop.ask("user:u1", noticed).score())
        .isCloseTo(shop.score("PT0S") + 1, within(0.01));
  }

  @Test
  void theScoreIsTheSameWheneverItIsAskedAndInWhateverOrderItCame() {
    Shop ordered = shop(FORGETFUL).u1("Product Added", "P2D").u1("Page Viewed", "P5D");
    Shop late = new Shop(CARD.with(FORGETFUL, null)).u1("Page Viewed", "P5D");
    late.u1("Product Added", "P2D").u1("Product Added", "PT0S");
    for (String when : new String[] {"PT1H", "P1D", "P2DT7H", "P5D", "P9D", "P120D"}) {
      assertThat(late.score(when)).isEqualTo(ordered.score(when));
      assertThat(late.tier(when)).isEqualTo(ordered.tier(when));
    }
  }

  @Test
  void withoutAModelOrWithABrokenOnePointsGoOnAlone() {
    double points = 20 * Math.pow(0.5, 1 / 14.0);
    LeadAnswer missing = shop(null).ask("user:u1", after("P1D"));
    LeadAnswer broken = shop(BROKEN).ask("user:u1", after("P1D"));
    assertThat(missing.score()).isCloseTo(points, within(1e-9));
    assertThat(broken.score()).isCloseTo(points, within(1e-9));
    assertThat(predicted(missing).status()).isEqualTo("missing");
    assertThat(predicted(broken).status()).isEqualTo("failed");
    assertThat(
            Shop.withStarterCard()
                .u1("Page Viewed", "PT0S")
                .ask("user:u1", after("P1D"))
                .predictive())
        .isNull();
  }
}
