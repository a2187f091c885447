package dev.leadlight.scoring.sweep.shell;

import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.census.shell.CensusWorkflow;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What starts a sweep besides a new card: its model, and the boundaries between the customers. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class SweepReasonsTest extends SweepsByHand {

  @Inject CensusWorkflow census;

  @Test
  void aNewModelOfTheCardStartsOneAsWell() {
    // Given
    fillCarts();
    ObjectNode document = Scorecard.starterDocument().deepCopy();
    document.putObject("predictive").put("model", version).put("weight", 1);
    publish(document, true);
    sweep(workflow);
    assertThat(toldByTheCard()).isEmpty();
    // When a model comes by which everybody is sure to buy
    topics.publish(Topics.SCORECARDS, PublishedKey.ofModel(version), modelThatIsSure());
    awaitCard(fold -> fold.card().predictive().published() != null);
    sweep(workflow, replica());
    // Then
    assertThat(toldByTheCard()).hasSize(LEADS);
    assertThat(tiers()).containsExactly("sales-ready");
    // And when it is withdrawn
    withdraw(PublishedKey.ofModel(version));
    awaitCard(fold -> fold.card().predictive().published() == null);
    sweep(workflow, replica());
    assertThat(toldByTheCard()).hasSize(2 * LEADS);
    assertThat(tiers()).containsExactly("nurture");
  }

  @SuppressWarnings("NullAway") // a record without a value withdraws
  private void withdraw(String key) {
    topics.publish(Topics.SCORECARDS, key, (byte[]) null);
  }

  private PredictiveModel modelThatIsSure() {
    return new PredictiveModel(
        version,
        "1",
        FeatureCatalogue.standard().version(),
        Instant.EPOCH,
        new PredictiveModel.Linear(10, List.of()),
        null,
        null);
  }

  @Test
  void newBoundariesBetweenTheCustomersStartOneAsWell() {
    // Given a card by which the better half of the customers is sales-ready
    withdraw(PublishedKey.RFM_BOUNDARIES);
    buy();
    ObjectNode document = Scorecard.starterDocument().deepCopy();
    ObjectNode rfm = document.putObject("value").putObject("rfm").put("quantiles", 2);
    rfm.putObject("points").putArray("monetary").add(0).add(100);
    publish(document, true);
    sweep(workflow);
    assertThat(toldByTheCard()).isEmpty();
    // When they are counted
    clock.ahead(Duration.ofDays(2)); // nobody has counted on that day
    done(census.round());
    awaitCard(fold -> boundaries(fold.card()) != null);
    sweep(workflow, replica());
    // Then
    List<LeadId> rich =
        IntStream.range(0, LEADS).filter(SweepReasonsTest::isRich).mapToObj(ids()::get).toList();
    assertThat(toldByTheCard().stream().map(TierChange::leadId))
        .containsExactlyInAnyOrderElementsOf(rich);
    withdraw(PublishedKey.RFM_BOUNDARIES);
  }

  /** Half of them buy for a cent, the others for a fortune. */
  private void buy() {
    Instant now = clock.instant();
    for (int i = 0; i < LEADS; i++) {
      send("order_completed", users.get(i), now, new BigDecimal(isRich(i) ? "1000000" : "0.01"));
    }
    topics.flush();
    soon()
        .until(
            () ->
                done(leads.load(ids(), "")).values().stream().allMatch(this::hasBought)
                    && areRanked());
  }

  private static boolean isRich(int number) {
    return number % 2 == 0;
  }

  private boolean hasBought(Versioned lead) {
    return !lead.state().united().orders().isEmpty();
  }

  private static @Nullable String boundaries(Scorecard card) {
    Rfm rfm = card.rfm();
    return rfm == null ? null : rfm.boundaries();
  }
}
