package dev.leadlight.scoring.fold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Survivor;
import dev.leadlight.scoring.lead.shell.LeadStores;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A replica dies before each single command that it sends to Redis, or another one is quicker at
 * that moment; then the batch is delivered again. What is stored in the end is what an undisturbed
 * replica stores: the same people, the same evidence, nothing lost and nothing doubled.
 */
@SuppressWarnings("NullAway")
class CrashTest extends ReplicasByHand {

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
