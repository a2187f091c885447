package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.scoring.fold.BatchFold;
import dev.leadlight.scoring.fold.BatchFold.Told;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.identity.NewLinks;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A batch's way: find the leads (a round trip for links, one for states), fold in memory, write
 * with compare-and-set (one), publish the effects and note the watermark (at once). Only then the
 * offsets are committed. Whatever is interrupted is done again from the records; the leads know
 * what they have folded already.
 */
@ApplicationScoped
public class FoldWorkflow {

  private final RedisLeadStore store;
  private final ActiveScorecard scorecard;
  private final EffectPublisher effects;
  private final EventPosition position;
  private final DeadLetters deadLetters;
  private final ScoringMetrics metrics;
  private final Clock clock;
  private Fold fold = new Fold(Scorecard.starter());

  FoldWorkflow(
      RedisLeadStore store,
      ActiveScorecard scorecard,
      EffectPublisher effects,
      EventPosition position,
      DeadLetters deadLetters,
      ScoringMetrics metrics,
      Clock clock) {
    this.store = store;
    this.scorecard = scorecard;
    this.effects = effects;
    this.position = position;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Takes a batch; completes when everything it causes is durable. */
  Uni<Void> take(ConsumerRecords<String, byte[]> records) {
    Timer.Sample since = Timer.start();
    EventBatch batch = EventBatch.decode(records);
    return Inbox.steadfast(() -> attempt(batch)).invoke(() -> metrics.batch(batch, since));
  }

  private Uni<Void> attempt(EventBatch batch) {
    Set<Integer> partitions =
        batch.first().keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
    return scorecard
        .get()
        .invoke(this::use)
        .chain(card -> store.find(batch.identities(), partitions))
        .chain(found -> rewindOrFold(batch, found));
  }

  private void use(Scorecard card) {
    if (!fold.card().equals(card)) {
      fold = new Fold(card);
    }
  }

  private Uni<Void> rewindOrFold(EventBatch batch, RedisLeadStore.Found found) {
    return position
        .rewound(batch.first(), found.watermarks())
        .chain(
            rewound -> {
              if (rewound) {
                metrics.rewind();
                return Uni.createFrom().voidItem();
              }
              return foldAndFinish(batch, found);
            });
  }

  private Uni<Void> foldAndFinish(EventBatch batch, RedisLeadStore.Found found) {
    return settle(batch.inputs(), found)
        .chain(told -> effects.publish(told.stream().flatMap(t -> t.effects().stream()).toList()))
        .chain(() -> putAside(batch.unreadable()))
        .chain(() -> store.note(Map.of(), Set.of(), watermarks(batch)))
        .chain(() -> position.commit(batch.next()));
  }

  /**
   * Folds and writes until everything is written. If the fold of a batch fails by something that
   * does not pass, it is halved until the event is alone that can't be folded; that one is put
   * aside.
   */
  private Uni<List<Told>> settle(List<EventBatch.Read> reads, RedisLeadStore.Found found) {
    if (reads.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return foldOnce(reads, found)
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .recoverWithUni(failure -> halve(reads, found, failure));
  }

  private Uni<List<Told>> halve(
      List<EventBatch.Read> reads, RedisLeadStore.Found found, Throwable failure) {
    if (reads.size() == 1) {
      return deadLetters
          .putAside(reads.get(0).record(), "can't be folded: " + failure.getClass().getSimpleName())
          .replaceWith(List.of());
    }
    int middle = reads.size() / 2;
    return settle(reads.subList(0, middle), found)
        .chain(
            first ->
                settleAgain(reads.subList(middle, reads.size()), found.watermarks())
                    .map(second -> joined(first, second)));
  }

  private Uni<List<Told>> foldOnce(List<EventBatch.Read> reads, RedisLeadStore.Found found) {
    List<ShopperEvent> events = reads.stream().map(EventBatch.Read::event).toList();
    Map<Identity, Link> missing = NewLinks.of(events, found.links(), store.keys());
    return store
        .claim(missing)
        .map(claimed -> joined(found.links(), claimed))
        .chain(links -> loadAndFold(reads, links, found.watermarks()));
  }

  private Uni<List<Told>> loadAndFold(
      List<EventBatch.Read> reads, Map<Identity, Link> links, Map<Integer, Long> watermarks) {
    Set<LeadId> ids = links.values().stream().map(Link::lead).collect(Collectors.toSet());
    return store
        .load(ids, fold.card().lowestTier().name())
        .chain(leads -> foldAndWrite(reads, links, leads, watermarks));
  }

  private Uni<List<Told>> foldAndWrite(
      List<EventBatch.Read> reads,
      Map<Identity, Link> links,
      Map<LeadId, Versioned> leads,
      Map<Integer, Long> watermarks) {
    Map<LeadId, LeadState> states = new HashMap<>();
    leads.forEach((id, lead) -> states.put(id, lead.state()));
    List<BatchFold.Input> inputs = reads.stream().map(read -> input(read, watermarks)).toList();
    BatchFold.Plan plan = BatchFold.fold(fold, links, states, inputs, clock.instant());
    metrics.refused(plan.refused());
    return write(plan, leads)
        .chain(
            lost -> {
              if (lost.isEmpty()) {
                return Uni.createFrom().item(plan.told());
              }
              metrics.conflicts(lost.size());
              return again(reads, plan.told(), lost, watermarks);
            });
  }

  /** What did not touch a lost lead stands; the rest is folded again on what is stored now. */
  private Uni<List<Told>> again(
      List<EventBatch.Read> reads,
      List<Told> told,
      Set<LeadId> lost,
      Map<Integer, Long> watermarks) {
    List<Told> kept = new ArrayList<>();
    List<EventBatch.Read> open = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (Collections.disjoint(told.get(i).touched(), lost)) {
        kept.add(told.get(i));
      } else {
        open.add(reads.get(i));
      }
    }
    return settleAgain(open, watermarks).map(more -> joined(kept, more));
  }

  private Uni<List<Told>> settleAgain(List<EventBatch.Read> reads, Map<Integer, Long> watermarks) {
    Set<Identity> identities = new HashSet<>();
    reads.forEach(read -> identities.addAll(read.event().identities()));
    return store
        .find(identities, Set.of())
        .chain(found -> settle(reads, new RedisLeadStore.Found(found.links(), watermarks)));
  }

  /** Writes in the order that {@link BatchFold} asks for; answers the leads that were lost. */
  private Uni<Set<LeadId>> write(BatchFold.Plan plan, Map<LeadId, Versioned> read) {
    return store
        .compareAndSet(versioned(plan.frozen(), read))
        .chain(
            lost ->
                lost.isEmpty()
                    ? writeUnfrozen(plan, read)
                    : Uni.createFrom().item(everything(plan)));
  }

  private Uni<Set<LeadId>> writeUnfrozen(BatchFold.Plan plan, Map<LeadId, Versioned> read) {
    return store
        .compareAndSet(versioned(plan.changed(), read))
        .call(() -> store.note(plan.relinked(), plan.unlinked(), Map.of()))
        .call(lost -> clear(plan, read, lost));
  }

  /** Absorbed leads become signposts, unless a survivor was lost and still needs their content. */
  private Uni<Set<LeadId>> clear(
      BatchFold.Plan plan, Map<LeadId, Versioned> read, Set<LeadId> lost) {
    Map<LeadId, Versioned> signposts = new HashMap<>();
    for (LeadId id : plan.signposts()) {
      LeadState pointing = plan.frozen().getOrDefault(id, state(read, id));
      if (pointing.mergedInto() != null && !lost.contains(pointing.mergedInto())) {
        long written = plan.frozen().containsKey(id) ? 1 : 0;
        signposts.put(id, new Versioned(pointing.signpost(), version(read, id) + written));
      }
    }
    return store.compareAndSet(signposts);
  }

  private static Set<LeadId> everything(BatchFold.Plan plan) {
    Set<LeadId> all = new HashSet<>(plan.frozen().keySet());
    all.addAll(plan.changed().keySet());
    return all;
  }

  private static Map<LeadId, Versioned> versioned(
      Map<LeadId, LeadState> states, Map<LeadId, Versioned> read) {
    Map<LeadId, Versioned> all = new HashMap<>();
    states.forEach((id, state) -> all.put(id, new Versioned(state, version(read, id))));
    return all;
  }

  private static long version(Map<LeadId, Versioned> read, LeadId id) {
    Versioned lead = read.get(id);
    return lead == null ? 0 : lead.version();
  }

  private static LeadState state(Map<LeadId, Versioned> read, LeadId id) {
    Versioned lead = read.get(id);
    return lead == null ? LeadState.unseen(id, "") : lead.state();
  }

  private static BatchFold.Input input(EventBatch.Read read, Map<Integer, Long> watermarks) {
    ConsumerRecord<String, byte[]> record = read.record();
    return new BatchFold.Input(
        read.event(),
        record.partition(),
        record.offset(),
        record.offset() < watermarks.getOrDefault(record.partition(), 0L),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private Uni<Void> putAside(List<ConsumerRecord<String, byte[]>> records) {
    return records.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(
                records.stream()
                    .map(record -> deadLetters.putAside(record, "not a ShopperEvent"))
                    .toList())
            .andFailFast()
            .replaceWithVoid();
  }

  private static Map<Integer, Long> watermarks(EventBatch batch) {
    return batch.next().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().partition(), Map.Entry::getValue));
  }

  private static <K, V> Map<K, V> joined(Map<K, V> left, Map<K, V> right) {
    Map<K, V> all = new HashMap<>(left);
    all.putAll(right);
    return all;
  }

  private static <T> List<T> joined(List<T> left, List<T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }
}
