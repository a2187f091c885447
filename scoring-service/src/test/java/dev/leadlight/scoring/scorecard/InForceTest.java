package dev.leadlight.scoring.scorecard;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.model.PredictorTest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which card a lead is scored by, and what is told of it. */
class InForceTest {

  private static final JsonNode DEARER =
      yaml(
          "{id: dearer, tiers: [{name: hot, from: 50}, {name: cold, from: 0}], groups: [{id: g, rules:"
              + " [{id: scans, on: shelf_scanned, points: 60}]}]}");

  private static final Scorecard CHAMPION =
      Shop.card(
          "{id: champ, tiers: [{name: hot, from: 50}, {name: cold, from: 0}], groups: [{id: g, rules:"
              + " [{id: carts, on: product_added, points: 10}]}]}");

  private static JsonNode yaml(String text) {
    try {
      return ContractJson.readYaml(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Experiment experiment(String id, double share, double holdOut, boolean isOver) {
    return new Experiment(
        id,
        new ScorecardRef("champ", "1"),
        List.of(new Experiment.Challenger("dear", share, DEARER)),
        holdOut,
        "salt",
        T0,
        isOver ? after("P1D") : null,
        null);
  }

  private static Published published(@Nullable Experiment experiment) {
    Published published = Published.nothing().with(CHAMPION);
    return experiment == null ? published : published.withExperiment(experiment.id(), experiment);
  }

  private static <T> Stream<T> of(Shop shop, Class<? extends Effect> kind, Class<T> what) {
    return shop.effects.stream()
        .filter(kind::isInstance)
        .map(
            effect ->
                effect instanceof Effect.TierChanged changed
                    ? changed.change()
                    : ((Effect.Observed) effect).snapshot())
        .map(what::cast);
  }

  @Test
  void aChallengersLeadIsScoredByTheChallengersCardAndSaysSo() {
    Shop shop = new Shop(CHAMPION).publish(published(experiment("e", 1, 0, false)).inForce());
    shop.u1("Shelf Scanned", "PT0S").u1("Product Added", "PT1M");
    assertThat(shop.ask("user:u1", after("PT1M")).score()).isEqualTo(60);
    assertThat(shop.ask("user:u1", after("PT1M")).arm()).isEqualTo("dear");
    assertThat(shop.ask("user:u1", after("PT1M")).scorecard().id()).isEqualTo("dearer");
    assertThat(of(shop, Effect.TierChanged.class, TierChange.class))
        .extracting(TierChange::arm)
        .containsExactly("dear");
    assertThat(of(shop, Effect.Observed.class, FeatureSnapshot.class))
        .extracting(FeatureSnapshot::arm)
        .containsOnly("dear");
  }

  @Test
  void whoIsHeldOutIsScoredByTheChampionAndMarked() {
    Shop shop = new Shop(CHAMPION).publish(published(experiment("e", 0, 1, false)).inForce());
    shop.u1("Shelf Scanned", "PT0S").u1("Product Added", "PT1M");
    assertThat(shop.ask("user:u1", after("PT1M")).score()).isEqualTo(10);
    assertThat(shop.ask("user:u1", after("PT1M")).arm()).isEqualTo(Experiment.HOLD_OUT);
  }

  /**
   * What a challenger asks for is gathered for everybody, so its end and its victory cost nothing.
   */
  @Test
  void evidenceIsGatheredForAllCardsOnTrial() {
    Shop shop = new Shop(CHAMPION).publish(published(experiment("e", 0, 0, false)).inForce());
    shop.u1("Shelf Scanned", "PT0S");
    shop.publish(ScorecardReader.read(DEARER).orElseThrow());
    assertThat(shop.score("PT1M")).isEqualTo(60);
    Shop shadowed =
        new Shop(CHAMPION)
            .publish(
                published(null).withDraft(ScorecardReader.read(DEARER).orElseThrow()).inForce());
    shadowed.u1("Shelf Scanned", "PT0S");
    assertThat(shadowed.score("PT1M")).isEqualTo(0);
    shadowed.publish(ScorecardReader.read(DEARER).orElseThrow());
    assertThat(shadowed.score("PT1M")).isEqualTo(60);
  }

  @Test
  void withoutAnExperimentThereIsNoArm() {
    Shop shop = new Shop(CHAMPION).publish(published(experiment("e", 1, 0, true)).inForce());
    shop.u1("Product Added", "PT0S");
    assertThat(shop.ask("user:u1", T0).arm()).isNull();
  }

  @Test
  void theExperimentPublishedLastRunsAndItsEndIsTheSameInACompactedTopic() {
    Published all =
        published(experiment("one", 1, 0, false))
            .withExperiment("two", experiment("two", 0, 1, false));
    assertThat(all.running().keySet()).containsExactly("one", "two");
    Published ended = all.withExperiment("two", experiment("two", 0, 1, true));
    assertThat(ended).isEqualTo(published(experiment("one", 1, 0, false)));
  }

  @Test
  void aCardGetsTheModelItNames() {
    Scorecard asking =
        Shop.card(
            "{id: c, tiers: [{name: low, from: 0}], groups: [], predictive: {model: m, weight: 1}}");
    Published published = Published.nothing().with(asking);
    assertThat(published.inForce().champion().predictive().published()).isNull();
    Published withModel =
        published.withModel(
            "m", PredictorTest.model("linear: {intercept: 0, terms: []}"), Instant.EPOCH);
    assertThat(
            Objects.requireNonNull(withModel.inForce().champion().predictive().published())
                .version())
        .isEqualTo("1");
    assertThat(withModel.withModel("m", null, Instant.EPOCH).models()).isEmpty();
    Scorecard draft = withModel.with(CHAMPION).inForce().complete(asking);
    assertThat(draft.predictive().published()).isNotNull();
  }

  @Test
  void aCardIsInForceAsItIsSinceItsModelWasPublished() {
    Scorecard asking =
        Shop.card(
            "{id: c, tiers: [{name: low, from: 0}], groups: [], predictive: {model: m, weight: 1},"
                + " published: {at: '2026-01-02T00:00:00Z', announce: false}}");
    PredictiveModel model = PredictorTest.model("linear: {intercept: 0, terms: []}");
    Published published = Published.nothing().with(asking);
    Instant later = Instant.parse("2026-01-03T00:00:00Z");
    assertThat(published.withModel("m", model, later).inForce().champion().published())
        .isEqualTo(new Scorecard.Published(later, false));
    assertThat(published.withModel("other", model, later).inForce().champion().published())
        .isEqualTo(asking.published());
    assertThat(published.withModel("m", model, Instant.EPOCH).inForce().champion().published())
        .isEqualTo(asking.published());
  }

  @Test
  void snapshotsComeAtMostOnceAnHourAndAtEachTierChange() {
    Shop shop = new Shop(CHAMPION);
    for (int i = 0; i < 5; i++) {
      shop.u1("Product Added", "PT" + 10 * i + "M");
    }
    // First seen, and at the fifth cart hot.
    assertThat(of(shop, Effect.Observed.class, FeatureSnapshot.class))
        .extracting(FeatureSnapshot::at)
        .containsExactly(T0, after("PT40M"));
    shop.u1("Page Viewed", "PT1H39M").u1("Page Viewed", "PT1H40M").u1("Page Viewed", "PT2H");
    assertThat(of(shop, Effect.Observed.class, FeatureSnapshot.class).skip(2))
        .extracting(FeatureSnapshot::at)
        .containsExactly(after("PT1H40M"));
  }

  @Test
  void aSnapshotToldAgainIsTheSame() {
    Shop shop = new Shop(CHAMPION).u1("Product Added", "PT0S");
    var late = shop.event("Page Viewed", after("PT2H"), "user:u1");
    shop.send(late);
    shop.u1("Page Viewed", "PT2H30M");
    shop.effects.clear();
    shop.send(late);
    assertThat(of(shop, Effect.Observed.class, FeatureSnapshot.class))
        .extracting(FeatureSnapshot::at)
        .containsExactly(after("PT2H"));
  }
}
