package dev.leadlight.scoring.wakeup.shell;

import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each wake-up tells once in effect, whether replicas die or work beside each other. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class WakeUpOnceTest extends WakeUpsByHand {

  @Inject WakeUpConfig config;
  @Inject WakeUpMetrics metrics;
  @Inject RedisWakeUpStore wakeUps;
  @Inject RedisRankStore ranks;
  @Inject LookingThread thread;
  @Inject ActiveFold active;

  /** Where a replica dies. */
  private enum Crash {
    AFTER_CLAIM,
    AFTER_WRITE,
    AFTER_PUBLISH,
    NEVER
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void isFiredOnceInEffectWhereverAReplicaDies(Crash crash) {
    // Given
    fillCart(user);
    awaitTier(user, "sales-ready");
    awaitPlan(user);
    drain();
    clock.ahead(MUCH_LATER);
    // When
    dieAt(crash);
    drain();
    if (crash != Crash.NEVER) {
      // Others leave it alone as long as the claim holds.
      assertThat(inAnySet(user, ":c")).isEqualTo(1);
      clock.ahead(MUCH_LATER.plus(config.lease()));
      drain();
    }
    // Then
    List<TierChange> told = toldByTime(user);
    assertThat(told).isNotEmpty();
    assertThat(told.stream().map(TierChange::id).distinct()).hasSize(1);
    assertThat(told.get(0).from()).isEqualTo("sales-ready");
    assertThat(told.get(0).to()).isEqualTo("newsletter");
    assertThat(told.get(0).since()).isBefore(clock.instant().minus(Duration.ofDays(20)));
    assertThat(derivedOf(user).stream().map(e -> e.id() + " " + e.signal()).distinct()).hasSize(2);
    assertThat(state(user).tier()).isEqualTo("newsletter");
    assertThat(state(user).sequence()).isEqualTo(3);
    assertThat(inAnySet(user, ":c")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void tellsOnceInEffectWhoComesIntoASegmentWhereverAReplicaDies(Crash crash) {
    // Given
    Duration aDayAndMore = Duration.ofHours(25);
    fillCart(user);
    awaitTier(user, "sales-ready");
    awaitPlan(user);
    drain();
    clock.ahead(aDayAndMore);
    // When
    dieAt(crash);
    drain();
    clock.ahead(aDayAndMore.plus(config.lease()).plusSeconds(1));
    drain();
    // Then
    List<ShopperEvent> entered =
        derivedOf(user).stream().filter(e -> e.signal().name().equals("segment_entered")).toList();
    assertThat(entered.stream().map(ShopperEvent::id).distinct()).hasSize(1);
    assertThat(entered.get(0).properties()).isEqualTo(Map.of("segment", "cart-abandoner"));
    assertThat(state(user).segments().announced()).containsExactly("cart-abandoner");
  }

  /** Wake-ups are planned after the lead is written and its effects are told. */
  private void awaitPlan(String who) {
    soon().until(() -> inAnySet(who, "") == 1);
  }

  private void dieAt(Crash crash) {
    if (crash == Crash.NEVER) {
      return;
    }
    List<Claim> claims = new ArrayList<>();
    for (List<Claim> some = claim(); !some.isEmpty(); some = claim()) {
      claims.addAll(some);
    }
    if (crash == Crash.AFTER_CLAIM) {
      return;
    }
    Written written = workflow.write(silence, fold, claims).await().atMost(PATIENCE);
    if (crash == Crash.AFTER_PUBLISH) {
      effects.send(written.told()).await().atMost(PATIENCE);
    }
  }

  @Test
  void ofTwoReplicasEachFiresItsShareAndNobodyFiresTwice() {
    // Given
    Set<String> people = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      people.add(user + "-" + i);
    }
    people.forEach(this::putIntoCart);
    topics.flush();
    soon().until(() -> tiersOf(people).equals(Set.of("sales-ready")) && areRanked(people));
    clock.ahead(MUCH_LATER);
    WakeUpWorkflow other =
        new WakeUpWorkflow(wakeUps, leads, active, effects, metrics, config, clock, thread);
    // When
    Uni.join()
        .all(untilNothingIsDue(workflow), untilNothingIsDue(other))
        .andFailFast()
        .await()
        .atMost(PATIENCE);
    // Then
    Set<String> ids = people.stream().map(who -> lead(who).value()).collect(Collectors.toSet());
    List<TierChange> told =
        records(Topics.TIER_CHANGES, record -> ids.contains(record.key())).stream()
            .map(record -> read(record, TierChange.class))
            .filter(change -> change.cause().kind() == Cause.Kind.TIME)
            .toList();
    assertThat(told).hasSize(200);
    assertThat(told.stream().map(TierChange::leadId).distinct()).hasSize(200);
  }

  /** A batch plans its wake-ups and ranks its leads last of all, in this order. */
  private boolean areRanked(Set<String> people) {
    Set<LeadId> ranked =
        ranks.from(null, Integer.MAX_VALUE).await().atMost(PATIENCE).stream()
            .flatMap(List::stream)
            .map(Ranked::lead)
            .collect(Collectors.toSet());
    return people.stream().map(this::lead).allMatch(ranked::contains);
  }

  private Set<String> tiersOf(Set<String> people) {
    List<LeadId> ids = people.stream().map(this::lead).toList();
    return leads.load(ids, "newsletter").await().atMost(PATIENCE).values().stream()
        .map(lead -> lead.state().tier())
        .collect(Collectors.toSet());
  }

  private static Uni<Integer> untilNothingIsDue(WakeUpWorkflow replica) {
    return Multi.createBy()
        .repeating()
        .uni(replica::round)
        .whilst(count -> count > 0)
        .collect()
        .last();
  }
}
