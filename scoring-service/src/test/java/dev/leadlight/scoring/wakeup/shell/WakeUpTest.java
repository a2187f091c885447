package dev.leadlight.scoring.wakeup.shell;

import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.MovableClock;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.fold.shell.EffectPublisher;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow.Written;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wake-ups on a real Redis and Kafka, taken step by step: the job itself does not run here. */
@QuarkusTest
@TestProfile(WakeUpTest.ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
public class WakeUpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MUCH_LATER = Duration.ofDays(50);

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  @Inject MovableClock clock;
  @Inject WakeUpWorkflow workflow;
  @Inject WakeUpConfig config;
  @Inject WakeUpMetrics metrics;
  @Inject RedisWakeUpStore wakeUps;
  @Inject RedisLeadStore leads;
  @Inject RedisRankStore ranks;
  @Inject LookingThread thread;
  @Inject EffectPublisher effects;
  @Inject ActiveFold active;
  private TopicRecords topics;
  private final String user = "w-" + UUID.randomUUID();
  private final Fold fold = new Fold(Scorecard.starter());
  private final Silence silence = new Silence(fold);

  /** Without the scheduler. */
  public static final class ByHand implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.scheduler.enabled", "false");
    }
  }

  /** Where a replica dies. */
  private enum Crash {
    AFTER_CLAIM,
    AFTER_WRITE,
    AFTER_PUBLISH,
    NEVER
  }

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void comeBack() {
    drain();
    clock.ahead(Duration.ZERO);
    topics.close();
  }

  private void send(String signal, Instant when, String who) {
    Identity identity = Identity.parse("user:" + who).orElseThrow();
    topics.send(
        Topics.EVENTS,
        leads.keys().keyOf(identity),
        new ShopperEvent(
            UUID.randomUUID().toString(),
            Signal.ofEventName(signal),
            List.of(identity),
            Channel.ONLINE,
            "test",
            when,
            when,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            null));
  }

  /** Somebody fills a cart and becomes sales-ready. */
  private void fillCart(String who) {
    putIntoCart(who);
    topics.flush();
  }

  private void putIntoCart(String who) {
    Instant now = clock.instant();
    for (int i = 0; i < 4; i++) {
      send("Product Added", now.minusSeconds(4 - i), who);
    }
  }

  private void awaitTier(String who, String tier) {
    soon().until(() -> state(who).tier().equals(tier));
  }

  /** Wake-ups are planned after the lead is written and its effects are told. */
  private void awaitPlan(String who) {
    soon().until(() -> inAnySet(who, "") == 1);
  }

  private LeadId lead(String who) {
    return leads.keys().leadIdOf(Identity.parse("user:" + who).orElseThrow());
  }

  private LeadState state(String who) {
    return stored(who).state();
  }

  private Versioned stored(String who) {
    return Objects.requireNonNull(
        leads.load(List.of(lead(who)), "newsletter").await().atMost(PATIENCE).get(lead(who)));
  }

  /** Takes all that is due; answers how many that were. */
  private int drain() {
    int all = 0;
    for (int n = 1; n > 0; all += n) {
      n = workflow.round().await().atMost(PATIENCE);
    }
    return all;
  }

  private List<TierChange> toldByTime(String who) {
    return records(Topics.TIER_CHANGES, record -> lead(who).value().equals(record.key())).stream()
        .map(record -> read(record, TierChange.class))
        .filter(change -> change.cause().kind() == Cause.Kind.TIME)
        .toList();
  }

  private List<ShopperEvent> derivedOf(String who) {
    String key = leads.keys().keyOf(Identity.parse("user:" + who).orElseThrow());
    return records(Topics.EVENTS, record -> key.equals(record.key())).stream()
        .map(record -> read(record, ShopperEvent.class))
        .filter(event -> event.source().equals("leadlight"))
        .toList();
  }

  private List<ConsumerRecord<String, byte[]>> records(
      Topic topic, Predicate<ConsumerRecord<String, byte[]>> which) {
    return topics.in(topic, which);
  }

  private static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
    try {
      return ContractJson.read(record.value(), type);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long inAnySet(String who, String kind) {
    long found = 0;
    for (int part = 0; part < 16; part++) {
      found +=
          redis
                  .sortedSet(String.class)
                  .zscore("ll:t:{" + part + "}" + kind, lead(who).value())
                  .isPresent()
              ? 1
              : 0;
    }
    return found;
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

  private List<Claim> claim() {
    return workflow.claim().await().atMost(PATIENCE).claims();
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

  @Test
  void anEventThatComesInBetweenTakesItOver() {
    // Given: the wake-up is claimed and the lead loaded
    fillCart(user);
    awaitTier(user, "sales-ready");
    drain();
    clock.ahead(MUCH_LATER);
    List<Claim> claims = claim();
    Map<LeadId, Versioned> read =
        leads
            .load(claims.stream().map(Claim::lead).toList(), "newsletter")
            .await()
            .atMost(PATIENCE);
    // When
    send("Email Opened", clock.instant(), user);
    topics.flush();
    awaitTier(user, "newsletter");
    Written written = workflow.write(silence, fold, claims, read).await().atMost(PATIENCE);
    effects.send(written.told()).await().atMost(PATIENCE);
    workflow.finish(written).await().atMost(PATIENCE);
    drain();
    // Then: the event has announced the fall; what else was due is told by time
    assertThat(toldByTime(user)).isEmpty();
    assertThat(derivedOf(user)).extracting(e -> e.signal().name()).contains("cart_abandoned");
    assertThat(state(user).sequence()).isEqualTo(3);
    assertThat(inAnySet(user, ":c")).isZero();
  }

  @Test
  void thatProvesOutdatedChangesNothing() {
    // Given
    send("Page Viewed", clock.instant(), user);
    topics.flush();
    soon().until(() -> !state(user).isUnseen());
    clock.ahead(Duration.ofMinutes(20));
    send("Page Viewed", clock.instant(), user);
    topics.flush();
    soon().until(() -> state(user).offsets().size() > 0 && visits(user) > 19);
    Versioned before = stored(user);
    // When
    clock.ahead(Duration.ofMinutes(31));
    drain();
    // Then
    assertThat(stored(user).version()).isEqualTo(before.version());
    assertThat(derivedOf(user)).isEmpty();
    assertThat(inAnySet(user, "")).isEqualTo(1);
    clock.ahead(Duration.ofMinutes(51));
    drain();
    assertThat(derivedOf(user)).hasSize(1);
    assertThat(inAnySet(user, "")).isZero();
  }

  private long visits(String who) {
    var sessions = state(who).united().sessions();
    return Duration.ofMillis(sessions.end(0) - sessions.start(0)).toMinutes();
  }

  @Test
  void aStateThatCannotBeReadHoldsUpNobody() {
    // Given
    fillCart(user);
    awaitTier(user, "sales-ready");
    String broken = user + "-broken";
    fillCart(broken);
    awaitTier(broken, "sales-ready");
    redis.value(String.class).set("ll:l:" + lead(broken).value(), "12345678 no state");
    // When
    clock.ahead(MUCH_LATER);
    drain();
    // Then
    assertThat(toldByTime(user)).hasSize(1);
    assertThat(inAnySet(broken, ":c")).isZero();
  }

  @Test
  void aRedisThatWasEmptiedGetsItsWakeUpsFromTheEventLog() {
    fillCart(user);
    awaitTier(user, "sales-ready");
    soon().until(() -> inAnySet(user, "") == 1);
    redis.flushall();
    send("Email Opened", clock.instant(), user);
    topics.flush();
    awaitTier(user, "sales-ready");
    soon().until(() -> inAnySet(user, "") == 1);
    clock.ahead(MUCH_LATER);
    drain();
    assertThat(toldByTime(user)).hasSize(1);
  }
}
