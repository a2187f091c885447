package dev.leadlight.scoring.sweep.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Claim;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a sweep tells after a new card, once in effect, whether replicas share the work or die. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
class SweepTest extends SweepsByHand {

  @Test
  void tellsOfEveryLeadThatStandsInAnotherTierOnceOverAllReplicas() {
    // Given
    fillCarts();
    publishDearerCard(true);
    // When
    sweep(workflow, replica(), replica());
    // Then
    List<TierChange> told = toldByTheCard();
    assertThat(told.stream().map(TierChange::leadId)).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(told)
        .allSatisfy(
            change -> {
              assertThat(change.from()).isEqualTo("nurture");
              assertThat(change.to()).isEqualTo("sales-ready");
              assertThat(change.cause().id()).isEqualTo(version);
            });
    assertThat(tiers()).containsExactly("sales-ready");
    // And a replica that starts later finds nothing to do.
    sweep(replica());
    assertThat(toldByTheCard()).hasSize(LEADS);
  }

  @Test
  void recordsOnlyIfThePublisherChoseSo() {
    fillCarts();
    publishDearerCard(false);
    sweep(workflow);
    assertThat(tiers()).containsExactly("sales-ready");
    assertThat(toldByTheCard()).isEmpty();
  }

  @Test
  void tellsAgainUnderTheSameIdsWhatADeadReplicaHadWrittenOnly() {
    // Given
    fillCarts();
    publishDearerCard(true);
    Fold fold = done(active.get());
    Sweep sweep =
        new Sweep(
            "retail-starter:" + version,
            Objects.requireNonNull(fold.card().published()).at(),
            "a replica that dies");
    List<LeadId> seen = new ArrayList<>();
    for (int part = 0; part < ranks.parts(); part++) {
      assertThat(done(sweeps.claim(sweep, part, clock.instant(), config.lease())))
          .isInstanceOf(Claim.Given.class);
      List<LeadId> page = done(ranks.leads(part, RedisRankStore.BEGINNING, config.page())).leads();
      done(wakeUps.look(fold, page, false)); // and dies before it has noted the place
      seen.addAll(page);
    }
    assertThat(seen).containsAll(ids());
    // When
    SweepWorkflow heir = replica();
    assertThat(done(heir.round(0))).isPositive(); // busy, ask again
    clock.ahead(config.lease().plusSeconds(1));
    sweep(heir);
    // Then
    List<TierChange> told = toldByTheCard();
    assertThat(told).hasSize(2 * LEADS);
    assertThat(told.stream().map(TierChange::id).distinct()).hasSize(LEADS);
    for (LeadId id : ids()) {
      LeadState state = Objects.requireNonNull(done(leads.load(List.of(id), "")).get(id)).state();
      assertThat(state.changes()).hasSize(2);
    }
  }

  /** Carts are worth 50: two of them make a lead sales-ready. */
  private void publishDearerCard(boolean announce) {
    ObjectNode document = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) document.at("/groups/0/rules/0")).put("points", 50);
    publish(document, announce);
  }
}
