package dev.leadlight.scoring.fold.shell;

import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.erasure.shell.ErasedConsumer;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A batch's way: find the leads (a round trip for links, one for states), fold in memory, write
 * with compare-and-set (one), publish the effects and at the same time note wake-ups and watermark
 * (one). Only then the offsets are committed. Whatever is interrupted is done again from the
 * records; the leads know what they have folded already, and a record that comes again tells its
 * effects and sets the wake-up again.
 *
 * <p>Several readers take batches at the same time, each of other partitions. To each other they
 * are what replicas are: where both have events of one lead, the write of one is lost and its
 * events are folded again.
 */
@ApplicationScoped
public class FoldWorkflow {

  private final RedisLeadStore store;
  private final SettleWorkflow settling;
  private final ActiveFold active;
  private final EffectPublisher effects;
  private final EventPosition position;
  private final Backlog backlog;
  private final DeadLetters deadLetters;
  private final ScoringMetrics metrics;
  private final ErasedConsumer erased;
  private final RedisErasureStore erasures;

  /** Readers whose batches are being folded. */
  private final Set<String> folding = ConcurrentHashMap.newKeySet();

  FoldWorkflow(
      RedisLeadStore store,
      SettleWorkflow settling,
      ActiveFold active,
      EffectPublisher effects,
      EventPosition position,
      Backlog backlog,
      DeadLetters deadLetters,
      ScoringMetrics metrics,
      ErasedConsumer erased,
      RedisErasureStore erasures) {
    this.store = store;
    this.settling = settling;
    this.active = active;
    this.effects = effects;
    this.position = position;
    this.backlog = backlog;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.erased = erased;
    this.erasures = erasures;
  }

  /** Takes a reader's batch; completes when everything it causes is durable. */
  Uni<Void> take(String reader, ConsumerRecords<String, byte[]> records) {
    Timer.Sample since = Timer.start();
    EventBatch batch = EventBatch.decode(reader, records);
    backlog.reading(batch.writtenAt());
    folding.add(reader);
    return Inbox.steadfast(erased::known)
        .chain(known -> Inbox.steadfast(() -> attempt(batch, known.upTo())))
        .invoke(() -> metrics.batch(batch, since))
        .eventually(() -> folding.remove(reader));
  }

  /**
   * Goes back where Redis has lost what was folded, even if no event comes that would show it.
   * Nothing is done about a reader whose batch is being folded, which looks for itself.
   */
  Uni<Void> checkPosition() {
    return Multi.createFrom()
        .iterable(position.readers())
        .filter(reader -> !folding.contains(reader))
        .onItem()
        .transformToUniAndConcatenate(this::checkPosition)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> checkPosition(String reader) {
    return position
        .committed(reader)
        .chain(
            committed ->
                store
                    .find(Set.of(), partitions(committed.keySet()))
                    .chain(found -> position.rewound(reader, committed, found.watermarks())))
        .invoke(this::count)
        .replaceWithVoid();
  }

  private void count(boolean isRewound) {
    if (isRewound) {
      metrics.rewind();
    }
  }

  private static Set<Integer> partitions(Set<TopicPartition> of) {
    return of.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  /** Each time without those who were erased meanwhile: an attempt may be a long wait later. */
  private Uni<Void> attempt(EventBatch read, long erasedUpTo) {
    return erased.known().chain(known -> attempt(read, erasedUpTo, known.identities()));
  }

  private Uni<Void> attempt(EventBatch read, long erasedUpTo, ErasedIdentities known) {
    EventBatch batch = read.without(known, store.keys());
    Set<Integer> partitions = partitions(batch.first().keySet());
    return active
        .get()
        .chain(
            fold ->
                store
                    .find(batch.identities(), partitions)
                    .chain(found -> rewindOrFold(fold, batch, found)))
        .chain(
            begun ->
                begun.isPresent()
                    ? end(read, erasedUpTo, begun.getAsLong())
                    : Uni.createFrom().voidItem());
  }

  /** Answers up to where erasures were begun when the batch was written; empty if it was let go. */
  private Uni<OptionalLong> rewindOrFold(Fold fold, EventBatch batch, RedisLeadStore.Found found) {
    return position
        .rewound(batch.reader(), batch.first(), found.watermarks())
        .invoke(this::count)
        .chain(
            rewound ->
                rewound
                    ? Uni.createFrom().item(OptionalLong.empty())
                    : foldAndFinish(fold, batch, found).map(OptionalLong::of));
  }

  private Uni<Long> foldAndFinish(Fold fold, EventBatch batch, RedisLeadStore.Found found) {
    return settling
        .settle(fold, batch.inputs(), found)
        .chain(
            settled ->
                Uni.combine()
                    .all()
                    .unis(erasures.begunUpTo(), finish(settled, batch, found).replaceWith(true))
                    .with((begun, done) -> begun));
  }

  /**
   * Commits, unless somebody of the batch was forgotten while it was folded. What the erasure has
   * taken away the batch may have brought back: then that is taken away once more, and the batch
   * folded without them.
   *
   * @param erasedUpTo where the topic of erasures was read up to when the batch came
   * @param begun up to where it was begun to be acted on
   */
  private Uni<Void> end(EventBatch read, long erasedUpTo, long begun) {
    Uni<Boolean> again =
        begun <= erasedUpTo ? Uni.createFrom().item(false) : eraseAgain(read, erasedUpTo, begun);
    return again.chain(
        isErased ->
            isErased
                ? erased.known().chain(known -> attempt(read, known.upTo()))
                : position.commit(read.reader(), read.next()));
  }

  private Uni<Boolean> eraseAgain(EventBatch read, long from, long until) {
    return erased
        .between(from, until)
        .map(requests -> requests.stream().filter(each -> read.concerns(each, store.keys())))
        .chain(
            requests ->
                Multi.createFrom()
                    .items(requests)
                    .onItem()
                    .transformToUniAndConcatenate(erasures::erase)
                    .collect()
                    .asList())
        .map(done -> !done.isEmpty());
  }

  private Uni<Void> finish(
      SettleWorkflow.Settled settled, EventBatch batch, RedisLeadStore.Found found) {
    return Uni.join()
        .all(
            effects.publish(settled.effects()),
            putAside(batch.unreadable()),
            store.note(Map.of(), Map.of(), settled.notes(), advances(batch, found)))
        .andFailFast()
        .replaceWithVoid();
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

  private static Map<Integer, RedisLeadStore.Advance> advances(
      EventBatch batch, RedisLeadStore.Found found) {
    Map<Integer, RedisLeadStore.Advance> advances = new HashMap<>();
    batch
        .next()
        .forEach(
            (partition, next) ->
                advances.put(
                    partition.partition(),
                    new RedisLeadStore.Advance(
                        found.watermarks().getOrDefault(partition.partition(), 0L), next)));
    return advances;
  }
}
