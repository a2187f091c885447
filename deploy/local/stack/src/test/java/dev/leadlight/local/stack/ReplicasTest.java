package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.eventually;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.TopicRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three scoring-services over one Kafka and one Redis, two of which die while events pour in. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReplicasTest {
  private static final int LEAST_EVENTS = 8_000;
  private static final int EVENTS_AT_ONCE = 10;
  private static final long PAUSE_MILLIS = 40;
  private static final Set<String> ALL = Set.of("first", "second", "third");

  /** A point for each deed, for ever: an event lost or counted twice is to be seen in the score. */
  private static final String CARD =
      """
      id: deeds
      tiers: [{name: hot, from: 15}, {name: warm, from: 5}, {name: cold, from: 0}]
      tierMargin: 0
      groups:
        - id: deeds
          rules: [{id: adds-to-cart, on: product_added, points: 1}]
      """;

  private static final ExecutorService WATCHERS = Executors.newFixedThreadPool(ALL.size());

  private static Infrastructure infrastructure;
  private static ScoringReplicas replicas;
  private static TopicRecords topics;

  private final PacingShoppers shoppers = new PacingShoppers();
  private final AtomicBoolean isEnough = new AtomicBoolean();

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    infrastructure =
        Infrastructure.start(
            InfrastructureSettings.in(directory.resolve("data"), directory.resolve("logs"))
                .notDurable()
                .withServers(EnumSet.of(ServerKind.KAFKA, ServerKind.REDIS)));
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
    topics.publish(Topics.SCORECARDS, "deeds", ContractJson.readYaml(CARD));
    Path home = Path.of("../../..").toAbsolutePath().normalize();
    replicas = new ScoringReplicas(infrastructure, home, directory, List.copyOf(ALL));
    ALL.parallelStream().forEach(replicas::start);
  }

  @AfterAll
  static void end() {
    WATCHERS.shutdownNow();
    replicas.close();
    topics.close();
    infrastructure.close();
  }

  @Test
  void partitionsMoveWithoutLossOrDoublingWhenReplicasDieAndComeBack() throws Exception {
    // Given
    everybodyHasAShare(replicas.shares(ALL), ALL);
    CompletableFuture<Void> load = CompletableFuture.runAsync(this::shop);

    // When
    eventually(() -> shoppers.deeds() > LEAST_EVENTS / 4);
    replicas.kill("first");
    everybodyHasAShare(replicas.shares(Set.of("second", "third")), Set.of("second", "third"));
    replicas.start("first");
    everybodyHasAShare(replicas.shares(ALL), ALL);
    replicas.kill("second");
    replicas.start("second");
    everybodyHasAShare(replicas.shares(ALL), ALL);
    isEnough.set(true);
    load.get(1, TimeUnit.MINUTES);
    eventually(replicas::haveReadAll);

    // Then
    assertThat(replicas.haveReadAll()).isTrue();
    for (String replica : ALL) {
      everyDeedCountsOnce(replicas.api(replica));
    }
    everyTierWasToldOnceAndInTurn();
  }

  @Test
  void aPublishedCardIsInForceOnAllReplicasAndNobodySeesAnythingBetween() throws Exception {
    // Given
    Identity visitor = new Identity(IdentityKind.USER, "visitor");
    String key = IdentityKeys.of(ScoringReplicas.SECRET).keyOf(visitor);
    topics.send(Topics.EVENTS, key, PacingShoppers.deed("visit-1", visitor, Instant.now()));
    topics.send(Topics.EVENTS, key, PacingShoppers.deed("visit-2", visitor, Instant.now()));
    topics.flush();
    for (String replica : ALL) {
      eventually(() -> scoreOf(visitor, replica) == 2);
    }

    for (double points : List.of(2, 1)) { // the second time it is a roll-back
      // When
      double before = scoreOf(visitor, "first");
      Map<String, CompletableFuture<List<Double>>> watched = new TreeMap<>();
      for (String replica : ALL) {
        watched.put(replica, watch(visitor, replica, before, 2 * points));
      }
      topics.publish(Topics.SCORECARDS, "deeds", ContractJson.readYaml(card(points)));

      // Then
      for (CompletableFuture<List<Double>> seen : watched.values()) {
        assertThat(seen.get(1, TimeUnit.MINUTES)).containsExactly(before, 2 * points);
      }
    }
  }

  private static CompletableFuture<List<Double>> watch(
      Identity who, String replica, double before, double until) {
    return CompletableFuture.supplyAsync(() -> scoresOf(who, replica, before, until), WATCHERS);
  }

  /** Whatever a replica says one after the other, repetitions left out, until it says that. */
  private static List<Double> scoresOf(Identity who, String replica, double first, double until) {
    List<Double> seen = new ArrayList<>(List.of(first));
    try {
      while (seen.get(seen.size() - 1) != until) {
        double score = scoreOf(who, replica);
        if (score != seen.get(seen.size() - 1)) {
          seen.add(score);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
    return seen;
  }

  private static double scoreOf(Identity who, String replica)
      throws IOException, InterruptedException {
    return replicas
        .api(replica)
        .read("/v1/leads/" + who.label())
        .path("score")
        .asDouble(Double.NaN);
  }

  private static String card(double points) {
    return CARD.replace("points: 1", "points: " + points);
  }

  /** At a measured pace, until the last replica is back: so nobody dies in a calm. */
  private void shop() {
    IdentityKeys keys = IdentityKeys.of(ScoringReplicas.SECRET);
    try {
      while (!isEnough.get() || shoppers.deeds() < LEAST_EVENTS) {
        for (int i = 0; i < EVENTS_AT_ONCE; i++) {
          ShopperEvent event = shoppers.next(Instant.now());
          topics.send(Topics.EVENTS, keys.keyOf(event.identities().get(0)), event);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      topics.flush();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void everybodyHasAShare(Map<String, Set<Integer>> shares, Set<String> names) {
    assertThat(shares).containsOnlyKeys(names);
    assertThat(shares.values()).doesNotContain(Set.of());
    assertThat(shares.values().stream().flatMap(Collection::stream))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, Topics.EVENTS.partitions()).boxed().toList());
  }

  private void everyDeedCountsOnce(Api api) throws Exception {
    Instant now = Instant.now();
    Map<String, Double> deeds = new TreeMap<>();
    for (int shopper = 0; shopper < PacingShoppers.COUNT; shopper++) {
      deeds.put(shoppers.nameOf(shopper), (double) shoppers.deedsOf(shopper));
    }
    assertThat(api.scores(List.copyOf(deeds.keySet()), now)).isEqualTo(deeds);
  }

  /**
   * Of each person, whatever was told again by whichever replica: one step up, then the next. A
   * person may have taken the first one as a browser and the second one as a user.
   */
  private static void everyTierWasToldOnceAndInTurn() throws IOException {
    Set<Step> steps = new HashSet<>();
    for (JsonNode value :
        new TopicReader(infrastructure.kafkaBootstrapServers()).values(Topics.TIER_CHANGES)) {
      steps.add(Step.of(ContractJson.mapper().treeToValue(value, TierChange.class)));
    }
    assertThat(steps).extracting(Step::id).doesNotHaveDuplicates();
    Map<Integer, List<String>> courses =
        steps.stream()
            .sorted(Comparator.comparing(Step::what))
            .collect(groupingBy(Step::shopper, TreeMap::new, mapping(Step::what, toList())));
    assertThat(courses).hasSize(PacingShoppers.COUNT);
    assertThat(courses)
        .allSatisfy(
            (shopper, course) ->
                assertThat(course).containsExactly("1: cold to warm", "2: warm to hot"));
  }

  private record Step(String id, int shopper, String what) {

    static Step of(TierChange change) {
      return new Step(
          change.id(),
          PacingShoppers.shopperOf(change.identities().get(0)),
          change.sequence() + ": " + change.from() + " to " + change.to());
    }
  }
}
