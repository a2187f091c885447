package dev.leadlight.scoring.fold.shell;

import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.erasure.shell.ErasedConsumer;
import dev.leadlight.scoring.erasure.shell.ErasedMeanwhile;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final ErasedMeanwhile meanwhile;
  private final SweptMeanwhile swept;

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
      ErasedMeanwhile meanwhile,
      SweptMeanwhile swept) {
    this.store = store;
    this.settling = settling;
    this.active = active;
    this.effects = effects;
    this.position = position;
    this.backlog = backlog;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.erased = erased;
    this.meanwhile = meanwhile;
    this.swept = swept;
  }

  /** Takes a reader's batch; completes when everything it causes is durable. */
  Uni<Void> take(String reader, ConsumerRecords<String, byte[]> records) {
    Timer.Sample since = Timer.start();
    EventBatch batch = EventBatch.decode(reader, records);
    backlog.reading(batch.writtenAt());
    folding.add(reader);
    return Inbox.steadfast(() -> attempt(batch))
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
  private Uni<Void> attempt(EventBatch read) {
    return erased.known().chain(known -> attempt(read, known));
  }

  private Uni<Void> attempt(EventBatch read, ErasedConsumer.Known known) {
    EventBatch batch = read.without(known.identities(), store.keys());
    Set<Integer> partitions = partitions(batch.first().keySet());
    return active
        .get()
        .chain(
            fold ->
                store
                    .find(batch.identities(), partitions)
                    .chain(found -> rewindOrFold(fold, batch, known.upTo(), found)))
        .chain(isErased -> isErased ? attempt(read) : Uni.createFrom().voidItem());
  }

  /** Answers whether the batch is to be folded once more. */
  private Uni<Boolean> rewindOrFold(
      Fold fold, EventBatch batch, long erasedUpTo, RedisLeadStore.Found found) {
    return position
        .rewound(batch.reader(), batch.first(), found.watermarks())
        .invoke(this::count)
        .chain(
            rewound ->
                rewound
                    ? Uni.createFrom().item(false)
                    : foldAndFinish(fold, batch, erasedUpTo, found));
  }

  private Uni<Boolean> foldAndFinish(
      Fold fold, EventBatch batch, long erasedUpTo, RedisLeadStore.Found found) {
    return settling
        .settle(fold, batch.inputs(), found)
        .chain(
            settled ->
                Uni.combine()
                    .all()
                    .unis(
                        meanwhile.takenAwayAgain(
                            erasedUpTo, request -> batch.concerns(request, store.keys())),
                        swept.lookAgain(fold, settled.notes()).replaceWith(true),
                        finish(settled, batch, found).replaceWith(true))
                    .collectFailures()
                    .with((isErased, looked, done) -> isErased))
        .call(
            isErased ->
                isErased
                    ? Uni.createFrom().voidItem()
                    : position.commit(batch.reader(), batch.next()));
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
