package dev.leadlight.scoring.sweep.shell;

import static dev.leadlight.scoring.Soon.soon;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.MovableClock;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Sweeps on a real Redis and Kafka, page by page: the job itself does not run here. */
@SuppressWarnings("NullAway.Init")
abstract class SweepsByHand {

  static final int LEADS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  TopicRecords topics;

  final String version = UUID.randomUUID().toString();
  final List<String> users =
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
  final void fillCarts() {
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
  final boolean areRanked() {
    return done(ranks.from(null, Integer.MAX_VALUE)).stream()
        .flatMap(List::stream)
        .map(Ranked::lead)
        .collect(Collectors.toSet())
        .containsAll(ids());
  }

  final void send(String signal, String user, Instant when, @Nullable BigDecimal value) {
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

  final void publish(ObjectNode document, boolean announce) {
    document.put("version", version);
    document.putObject("published").put("at", Instant.now().toString()).put("announce", announce);
    topics.publish(Topics.SCORECARDS, "retail-starter", document);
    awaitCard(fold -> fold.card().ref().version().equals(version));
    clock.ahead(config.delay().plusSeconds(1));
  }

  final void awaitCard(Predicate<Fold> wanted) {
    soon().until(() -> wanted.test(done(active.get())));
  }

  static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private static Identity identity(String user) {
    return Identity.parse("user:" + user).orElseThrow();
  }

  final List<LeadId> ids() {
    return users.stream().map(user -> leads.keys().leadIdOf(identity(user))).toList();
  }

  final Set<String> tiers() {
    return done(leads.load(ids(), "newsletter")).values().stream()
        .map(lead -> lead.state().tier())
        .collect(Collectors.toSet());
  }

  final List<TierChange> toldByTheCard() {
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

  final SweepWorkflow replica() {
    return new SweepWorkflow(sweeps, ranks, wakeUps, active, metrics, config, clock);
  }

  static void sweep(SweepWorkflow... replicas) {
    Set<SweepWorkflow> busy = new HashSet<>(List.of(replicas));
    while (!busy.isEmpty()) {
      for (SweepWorkflow each : List.copyOf(busy)) {
        if (done(each.round(0)).isZero()) {
          busy.remove(each);
        }
      }
    }
  }
}
