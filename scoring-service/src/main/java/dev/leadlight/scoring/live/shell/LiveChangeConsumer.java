package dev.leadlight.scoring.live.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.live.LiveChange;
import dev.leadlight.scoring.live.RecentChanges;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads announced changes for the watchers of this replica. Every replica reads all of them, from
 * the moment at which it starts; none is kept but the latest thousand.
 */
@ApplicationScoped
public class LiveChangeConsumer {

  private static final int REMEMBERED = 1000;
  private static final int MOST_WAITING = 256;

  private final Inbox inbox;
  private final RecentChanges recent = new RecentChanges(REMEMBERED);
  private final BroadcastProcessor<LiveChange> watchers = BroadcastProcessor.create();

  LiveChangeConsumer(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("live-tier-changes")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, TierChange.class, this::tell);
  }

  private Uni<Void> tell(TierChange change) {
    LiveChange live = LiveChange.of(change);
    synchronized (recent) {
      recent.add(live);
    }
    watchers.onNext(live);
    return Uni.createFrom().voidItem();
  }

  /** What came after a change; empty if that one is not remembered here. */
  Optional<List<LiveChange>> after(String id) {
    synchronized (recent) {
      return recent.after(id);
    }
  }

  /**
   * All changes from now on. A watcher who is more than {@value #MOST_WAITING} behind is cut off;
   * it may come back and go on.
   */
  Multi<LiveChange> changes() {
    return watchers.onOverflow().buffer(MOST_WAITING);
  }
}
