package dev.leadlight.scoring.sweep.shell;

import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.MovableClock;
import dev.leadlight.scoring.census.shell.CensusWorkflow;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Claim;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sweeps on a real Redis and Kafka, page by page: the job itself does not run here. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class SweepTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LEADS = 40;

  Infrastructure infrastructure;
  @Inject MovableClock clock;
  @Inject SweepWorkflow workflow;
  @Inject SweepMetrics metrics;
  @Inject SweepConfig config;
  @Inject RedisSweepStore sweeps;
  @Inject RedisRankStore ranks;
  @Inject RedisLeadStore leads;
  @Inject WakeUpWorkflow wakeUps;
  @Inject ActiveFold active;
  @Inject CensusWorkflow census;
  private TopicRecords topics;

  private final String version = UUID.randomUUID().toString();
  private final List<String> users =
      IntStream.range(0, LEADS).mapToObj(i -> "s" + i + "-" + version).toList();

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void comeBack() {
    topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitCard(fold -> fold.card().published() == null);
    clock.ahead(Duration.ZERO);
    topics.close();
  }

  /** Everybody puts two products into the cart, which is 50 points, and waits for an hour. */
  private void fillCarts() {
    Instant now = clock.instant();
    for (String user : users) {
      for (int i = 0; i < 2; i++) {
        send("product_added", user, now.minusMillis(i), null);
      }
    }
    topics.flush();
    soon().until(() -> tiers().equals(Set.of("nurture")) && areRanked());
  }

  /** A batch notes its leads last of all; who sweeps goes by these notes. */
  private boolean areRanked() {
    return done(ranks.from(null, Integer.MAX_VALUE)).stream()
        .flatMap(List::stream)
        .map(Ranked::lead)
        .collect(Collectors.toSet())
        .containsAll(ids());
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

  private void send(String signal, String user, Instant when, @Nullable BigDecimal value) {
    Identity identity = identity(user);
    String id = UUID.randomUUID().toString();
    topics.send(
        Topics.EVENTS,
        leads.keys().keyOf(identity),
        new ShopperEvent(
            id,
            new Signal(signal),
            List.of(identity),
            Channel.ONLINE,
            "test",
            when,
            when,
            null,
            Map.of("order_id", id),
            Map.of(),
            Map.of(),
            Map.of(),
            value,
            value == null ? null : "EUR"));
  }

  /** Carts are worth 50: two of them make a lead sales-ready. */
  private void publishDearerCard(boolean announce) {
    ObjectNode document = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) document.at("/groups/0/rules/0")).put("points", 50);
    publish(document, announce);
  }

  private void publish(ObjectNode document, boolean announce) {
    document.put("version", version);
    document.putObject("published").put("at", Instant.now().toString()).put("announce", announce);
    topics.publish(Topics.SCORECARDS, "retail-starter", document);
    awaitCard(fold -> fold.card().ref().version().equals(version));
    clock.ahead(config.delay().plusSeconds(1));
  }

  private void awaitCard(Predicate<Fold> wanted) {
    soon().until(() -> wanted.test(done(active.get())));
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private static Identity identity(String user) {
    return Identity.parse("user:" + user).orElseThrow();
  }

  private List<LeadId> ids() {
    return users.stream().map(user -> leads.keys().leadIdOf(identity(user))).toList();
  }

  private Set<String> tiers() {
    return done(leads.load(ids(), "newsletter")).values().stream()
        .map(lead -> lead.state().tier())
        .collect(Collectors.toSet());
  }

  private List<TierChange> toldByTheCard() {
    Set<String> keys = ids().stream().map(LeadId::value).collect(Collectors.toSet());
    return topics.in(Topics.TIER_CHANGES, record -> keys.contains(record.key())).stream()
        .map(
            record -> {
              try {
                return ContractJson.read(record.value(), TierChange.class);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .filter(change -> change.cause().kind() == Cause.Kind.SCORECARD)
        .toList();
  }

  private SweepWorkflow replica() {
    return new SweepWorkflow(sweeps, ranks, wakeUps, active, metrics, config, clock);
  }

  private static void sweep(SweepWorkflow... replicas) {
    Set<SweepWorkflow> busy = new HashSet<>(List.of(replicas));
    while (!busy.isEmpty()) {
      for (SweepWorkflow each : List.copyOf(busy)) {
        if (done(each.round(0)).isZero()) {
          busy.remove(each);
        }
      }
    }
  }

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
        IntStream.range(0, LEADS).filter(SweepTest::isRich).mapToObj(ids()::get).toList();
    assertThat(toldByTheCard().stream().map(TierChange::leadId))
        .containsExactlyInAnyOrderElementsOf(rich);
    withdraw(PublishedKey.RFM_BOUNDARIES);
  }

  private static @Nullable String boundaries(Scorecard card) {
    Rfm rfm = card.rfm();
    return rfm == null ? null : rfm.boundaries();
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
}
