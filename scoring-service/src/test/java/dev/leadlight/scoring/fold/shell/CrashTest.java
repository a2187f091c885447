package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.SharedInfrastructure;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Separation;
import dev.leadlight.scoring.identity.Alias;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Survivor;
import dev.leadlight.scoring.lead.shell.LeadStores;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.shadow.shell.ShadowWorkflow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A replica dies before each single command that it sends to Redis, or another one is quicker at
 * that moment; then the batch is delivered again. What is stored in the end is what an undisturbed
 * replica stores: the same people, the same evidence, nothing lost and nothing doubled.
 */
@SuppressWarnings({"NullAway", "ImmutableEnumChecker"})
class CrashTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Fold FOLD = new Fold(Scorecard.starter());

  private static Vertx vertx;
  private static Redis redis;

  private static int ids;
  private static int offset;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    redis =
        Redis.createClient(vertx, SharedInfrastructure.with(List.of(ServerKind.REDIS)).redisUrl());
  }

  @AfterAll
  static void close() {
    redis.close();
    vertx.closeAndAwait();
  }

  /** What has happened before, what is going on, and what another replica has at the same time. */
  private enum Story {
    SIMPLE(
        List.of(e("PT0S", "anonymous:a1"), e("PT1M", "user:u1")),
        List.of(e("PT2M", "user:u1", "anonymous:a1"), e("PT3M", "anonymous:a1")),
        List.of(e("PT4M", "anonymous:a1"), e("PT5M", "user:u1"))),
    CHAIN(
        List.of(e("PT0S", "anonymous:a1"), e("PT1M", "email:e@example.com")),
        List.of(
            e("PT2M", "loyalty:l1"),
            e("PT3M", "email:e@example.com", "anonymous:a1"),
            e("PT4M", "loyalty:l1", "email:e@example.com"),
            e("PT5M", "user:u1", "loyalty:l1"),
            e("PT6M", "anonymous:a1")),
        List.of(e("PT7M", "anonymous:a1"), e("PT8M", "user:u1", "anonymous:a1"))),
    DIAMOND(
        List.of(
            e("PT0S", "anonymous:a1"),
            e("PT1M", "anonymous:a2"),
            e("PT2M", "email:e@example.com", "anonymous:a1"),
            e("PT3M", "phone:+4915112345678", "anonymous:a2")),
        List.of(
            e("PT4M", "loyalty:l1", "email:e@example.com"),
            e("PT5M", "loyalty:l1", "phone:+4915112345678")),
        List.of(e("PT6M", "anonymous:a2", "anonymous:a1"), e("PT7M", "phone:+4915112345678"))),
    BOTH_ENDS(
        List.of(
            e("PT0S", "anonymous:a1"), e("PT1M", "email:e@example.com"), e("PT2M", "loyalty:l1")),
        List.of(e("PT3M", "email:e@example.com", "anonymous:a1"), e("PT4M", "anonymous:a1")),
        List.of(e("PT5M", "loyalty:l1", "email:e@example.com"), e("PT6M", "loyalty:l1"))),
    TABLET(
        List.of(e("PT0S", "user:u1", "device:d1"), e("PT1M", "device:d1")),
        List.of(
            e("PT2M", "user:u2", "device:d1"),
            e("PT3M", "user:u3", "device:d1"),
            e("PT4M", "device:d1")),
        List.of(e("PT5M", "user:u1"), e("PT6M", "user:u3"))),
    MOVE(
        List.of(e("PT0S", "user:u1", "anonymous:a1"), e("PT1M", "anonymous:a1")),
        List.of(e("PT2M", "user:u2", "anonymous:a1"), e("PT3M", "anonymous:a1")),
        List.of(e("PT4M", "user:u1"), e("PT5M", "user:u2"))),
    SIXTH(
        List.of(
            e("PT0S", "user:u1", "anonymous:a1"),
            e("PT1M", "user:u1", "anonymous:a2"),
            e("PT2M", "user:u1", "anonymous:a3"),
            e("PT3M", "user:u1", "anonymous:a4")),
        List.of(e("PT4M", "user:u1", "anonymous:a5"), e("PT5M", "user:u1", "anonymous:a6")),
        List.of(e("PT6M", "user:u1"))),
    PARTING(
        List.of(
            e("PT0S", "anonymous:a1"), e("PT1M", "user:u1"), e("PT2M", "user:u1", "anonymous:a1")),
        List.of(
            part("anonymous:a1", "user:u1"),
            e("PT4M", "anonymous:a1"),
            e("PT5M", "user:u1", "anonymous:a1")),
        List.of(e("PT6M", "user:u1"), e("PT7M", "anonymous:a1")));

    final List<ShopperEvent> before;
    final List<ShopperEvent> now;
    final List<ShopperEvent> elsewhere;

    Story(List<ShopperEvent> before, List<ShopperEvent> now, List<ShopperEvent> elsewhere) {
      this.before = before;
      this.now = now;
      this.elsewhere = elsewhere;
    }
  }

  private static ShopperEvent e(String when, String... names) {
    ShopperEvent event =
        Shop.withStarterCard().event("Product Added to Wishlist", after(when), names);
    return new ShopperEvent(
        "c" + ids++,
        event.signal(),
        event.identities(),
        event.channel(),
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  private static ShopperEvent part(String leaving, String staying) {
    return Separation.event(
        "c" + ids++,
        List.of(Identity.parse(leaving).orElseThrow()),
        List.of(Identity.parse(staying).orElseThrow()),
        after("PT3M"));
  }

  private static List<EventBatch.Read> reads(List<ShopperEvent> events) {
    return events.stream()
        .map(
            event ->
                new EventBatch.Read(
                    event,
                    new ConsumerRecord<>(Topics.EVENTS.name(), 0, offset++, "key", new byte[0])))
        .toList();
  }

  /** A replica takes a batch: all that it does with Redis but for the watermark. */
  private static Uni<Void> take(Redis through, List<EventBatch.Read> reads) {
    return take(LeadStores.oneByOne(through), reads);
  }

  private static Uni<Void> take(RedisLeadStore store, List<EventBatch.Read> reads) {
    Clock clock = Clock.fixed(after("PT1H"), ZoneOffset.UTC);
    SettleWorkflow replica =
        new SettleWorkflow(
            store,
            new PlanWriter(store),
            null,
            new ShadowWorkflow(null, null, new SimpleMeterRegistry(), clock),
            new ScoringMetrics(new SimpleMeterRegistry()),
            clock);
    Set<Identity> identities = new LinkedHashSet<>();
    reads.forEach(read -> identities.addAll(Alias.lookups(read.event())));
    return store
        .find(identities, Set.of())
        .chain(found -> replica.settle(FOLD, reads, found))
        .chain(settled -> store.note(Map.of(), Set.of(), settled.notes(), Map.of()));
  }

  private static void takeAll(List<EventBatch.Read> reads) {
    take(redis, reads).await().atMost(PATIENCE);
  }

  private static void begin(List<EventBatch.Read> before) {
    redis.send(Request.cmd(Command.FLUSHALL)).await().atMost(PATIENCE);
    before.forEach(read -> takeAll(List.of(read)));
  }

  /**
   * What a person is. Not under which of its lead ids it stands: a merge that was broken off may
   * end at another one of them than it would have, and all of them answer.
   *
   * @param evidence of all their identities
   */
  private record Person(Set<String> names, Evidence evidence, Set<Long> messages, String tier) {}

  private static Map<String, Person> people(Set<Identity> identities) {
    RedisLeadStore store = LeadStores.on(redis);
    Map<Identity, Link> links = store.find(identities, Set.of()).await().atMost(PATIENCE).links();
    Set<LeadId> ids = new HashSet<>();
    links.values().forEach(link -> ids.add(link.lead()));
    Map<LeadId, LeadState> states = new HashMap<>();
    store
        .load(ids, "newsletter")
        .await()
        .atMost(PATIENCE)
        .forEach((id, lead) -> states.put(id, lead.state()));
    Map<String, Person> people = new TreeMap<>();
    Map<String, LeadId> leads = new HashMap<>();
    links.forEach(
        (identity, link) -> {
          LeadState lead = Survivor.of(states, link.lead());
          if (lead.has(identity)) { // or it answers 404
            people.put(identity.label(), person(lead));
            leads.put(identity.label(), lead.id());
          }
        });
    people.forEach(
        (name, person) ->
            assertThat(person.names()).allSatisfy(other -> isOneLead(leads, name, other)));
    return people;
  }

  private static void isOneLead(Map<String, LeadId> leads, String name, String other) {
    assertThat(leads.getOrDefault(other, leads.get(name))).isEqualTo(leads.get(name));
  }

  private static Person person(LeadState state) {
    Set<String> names = new TreeSet<>();
    for (KnownIdentity known : state.identities()) {
      names.add(known.identity().label());
    }
    Set<Long> messages = new TreeSet<>();
    for (int i = 0; i < state.messages().size(); i++) {
      messages.add(state.messages().hash(i));
    }
    assertThat(messages).hasSize(state.messages().size());
    return new Person(names, state.united(), messages, state.tier());
  }

  private static Set<Identity> identities(List<List<EventBatch.Read>> batches) {
    Set<Identity> all = new LinkedHashSet<>();
    batches.forEach(batch -> batch.forEach(read -> all.addAll(read.event().identities())));
    return all;
  }

  /** So the cost of an event falls as load rises. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 80})
  void aBatchTakesAFewRoundTripsHoweverManyLeadsItIsAbout(int people) {
    begin(List.of());
    List<ShopperEvent> first = new ArrayList<>();
    List<ShopperEvent> then = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      first.add(e("PT0S", "user:u" + i, "anonymous:a" + i));
      then.add(e("PT1M", "user:u" + i, "anonymous:a" + i));
      then.add(e("PT2M", "anonymous:a" + i));
    }
    SteppedRedis unknown = SteppedRedis.counting(redis);
    take(LeadStores.on(unknown), reads(first)).await().atMost(PATIENCE);
    assertThat(unknown.roundTrips()).as("with links to claim").isLessThanOrEqualTo(5);
    SteppedRedis known = SteppedRedis.counting(redis);
    take(LeadStores.on(known), reads(then)).await().atMost(PATIENCE);
    assertThat(known.roundTrips()).as("links, states, writing, notes").isEqualTo(4);
    int parts = 16;
    assertThat(known.commands()).isLessThanOrEqualTo(3 + Math.min(people, parts) * 2);
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void aReplicaMayDieAtAnyStep(Story story) {
    diesAtEachStep(reads(story.before), reads(story.now), List.of());
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void anotherReplicaMayFindWhatIsHalfDone(Story story) {
    diesAtEachStep(reads(story.before), reads(story.now), reads(story.elsewhere));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aReplicaMayDieAtAnyStepOfAnyBatch(long seed) {
    Random random = new Random(seed);
    List<String> names =
        List.of("anonymous:a1", "anonymous:a2", "anonymous:a3", "email:e@example.com", "user:u1");
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      String one = names.get(random.nextInt(names.size()));
      String other = names.get(random.nextInt(names.size()));
      events.add(e("PT" + i + "M", i % 3 == 2 ? new String[] {one, other} : new String[] {one}));
    }
    diesAtEachStep(reads(events.subList(0, 6)), reads(events.subList(6, 14)), List.of());
  }

  /**
   * A batch breaks off, another one is taken, the first is delivered again.
   *
   * @param meanwhile of another replica; it may come first or last
   */
  private static void diesAtEachStep(
      List<EventBatch.Read> before, List<EventBatch.Read> batch, List<EventBatch.Read> meanwhile) {
    Set<Identity> identities = identities(List.of(before, batch, meanwhile));
    Map<String, Person> first = undisturbed(before, batch, meanwhile, identities);
    Map<String, Person> last = undisturbed(before, meanwhile, batch, identities);
    boolean reached = true;
    for (int step = 0; reached; step++) {
      begin(before);
      SteppedRedis dying = SteppedRedis.dyingAfter(step, redis);
      take(dying, batch).onFailure().recoverWithNull().await().atMost(PATIENCE);
      reached = dying.reached();
      takeAll(meanwhile);
      takeAll(batch);
      takeAll(meanwhile);
      assertThat(people(identities)).as("died after %s commands", step).isIn(first, last);
    }
  }

  private static Map<String, Person> undisturbed(
      List<EventBatch.Read> before,
      List<EventBatch.Read> first,
      List<EventBatch.Read> then,
      Set<Identity> identities) {
    begin(before);
    takeAll(first);
    takeAll(then);
    return people(identities);
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void anotherReplicaMayBeQuickerAtAnyStep(Story story) {
    List<EventBatch.Read> before = reads(story.before);
    List<EventBatch.Read> batch = reads(story.now);
    List<EventBatch.Read> elsewhere = reads(story.elsewhere);
    Set<Identity> identities = identities(List.of(before, batch, elsewhere));
    Map<String, Person> first = undisturbed(before, batch, elsewhere, identities);
    Map<String, Person> last = undisturbed(before, elsewhere, batch, identities);
    boolean reached = true;
    for (int step = 0; reached; step++) {
      begin(before);
      SteppedRedis slow = SteppedRedis.interruptedAfter(step, redis, () -> take(redis, elsewhere));
      take(slow, batch).await().atMost(PATIENCE);
      reached = slow.reached();
      if (reached) {
        assertThat(people(identities)).as("interrupted after %s", step).isIn(first, last);
      }
      takeAll(batch);
      takeAll(elsewhere);
      assertThat(people(identities)).as("after %s, told again", step).isIn(first, last);
    }
  }
}
