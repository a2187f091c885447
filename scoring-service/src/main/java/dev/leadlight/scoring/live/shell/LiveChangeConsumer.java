package dev.leadlight.scoring.live.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.live.LiveChange;
import dev.leadlight.scoring.live.RecentChanges;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Reads announced changes for the watchers of this replica. Every replica reads all of them, from
 * the moment at which it starts; none is kept but the latest thousand.
 */
@ApplicationScoped
public class LiveChangeConsumer {

  private static final int REMEMBERED = 1000;
  private static final int MOST_WAITING = 256;

  private final RecentChanges recent = new RecentChanges(REMEMBERED);
  private final Set<UnicastProcessor<LiveChange>> watchers = new HashSet<>();

  /**
   * What somebody watches.
   *
   * @param hasGap whether changes may have passed that are not remembered here
   * @param changes the earlier ones, then those that come
   */
  record Watch(boolean hasGap, Multi<LiveChange> changes) {}

  @Incoming("live-tier-changes")
  Uni<Void> on(ConsumerRecords<String, byte[]> records) {
    synchronized (recent) {
      if (watchers.isEmpty()) {
        records.forEach(record -> recent.add(() -> read(record)));
        return Uni.createFrom().voidItem();
      }
    }
    List<LiveChange> live = new ArrayList<>(records.count());
    records.forEach(record -> read(record).ifPresent(live::add));
    tell(live);
    return Uni.createFrom().voidItem();
  }

  /** What can't be read is put aside by those who act on it. */
  private static Optional<LiveChange> read(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null
          ? Optional.empty()
          : Optional.of(LiveChange.of(ContractJson.read(record.value(), TierChange.class)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private void tell(List<LiveChange> live) {
    List<UnicastProcessor<LiveChange>> told;
    synchronized (recent) {
      live.forEach(each -> recent.add(() -> Optional.of(each)));
      told = List.copyOf(watchers);
    }
    told.forEach(watcher -> live.forEach(watcher::onNext));
  }

  /**
   * Begins to watch: nothing falls between the earlier changes and those to come. To be subscribed
   * to at once. A watcher who leaves more than {@value #MOST_WAITING} changes waiting is cut off;
   * it may come back and go on.
   *
   * @param since the id of the change that was seen last; null for none
   */
  Watch watch(@Nullable String since) {
    UnicastProcessor<LiveChange> coming =
        UnicastProcessor.create(new ArrayBlockingQueue<>(MOST_WAITING), null);
    Optional<List<LiveChange>> earlier;
    synchronized (recent) {
      earlier = since == null ? Optional.of(List.of()) : recent.after(since);
      watchers.add(coming);
    }
    return new Watch(
        earlier.isEmpty(),
        Multi.createBy()
            .concatenating()
            .streams(Multi.createFrom().iterable(earlier.orElse(List.of())), coming)
            .onTermination()
            .invoke(() -> forget(coming)));
  }

  private void forget(UnicastProcessor<LiveChange> watcher) {
    synchronized (recent) {
      watchers.remove(watcher);
    }
  }
}
