package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.rebuild.shell.RebuildView.State;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.ReplayCancelledException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rebuild that this replica works on: it waits until the fold has caught up with the log, reads
 * the log in memory, then loads, retells and writes leads batch by batch with compare-and-set. How
 * far it is can be seen from other threads.
 */
final class RebuildAtWork {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final RedisLeadStore leads;
  private final ToldTiers toldTiers;
  private final Supplier<ErasedIdentities> erased;
  private final RebuildConfig config;
  private final Clock clock;
  private final Fold fold;
  private final Rebuilding rebuilding;
  private final EventLog.Range begun;
  private final Progress progress = new Progress();
  private volatile RebuildView view;
  private volatile boolean isElsewhere;
  private ToldTiers.@Nullable Told told;

  /**
   * Begins, or goes on where another replica has stopped.
   *
   * @param view how far it was
   * @param begun what the log holds now
   * @param erased who was forgotten, as far as is known when it is asked
   */
  RebuildAtWork(
      RebuildView view,
      Fold fold,
      Rebuilding rebuilding,
      EventLog.Range begun,
      RedisLeadStore leads,
      ToldTiers toldTiers,
      Supplier<ErasedIdentities> erased,
      RebuildConfig config,
      Clock clock) {
    this.view = view;
    this.fold = fold;
    this.rebuilding = rebuilding;
    this.begun = begun;
    this.leads = leads;
    this.toldTiers = toldTiers;
    this.erased = erased;
    this.config = config;
    this.clock = clock;
  }

  /** How far it is. */
  RebuildView view() {
    RebuildView now = view;
    return now.state() == State.READING
        ? now.reading(State.READING, progress.read(), progress.total())
        : now;
  }

  /** Whether another replica has taken it over: what becomes of it is told from there. */
  boolean isElsewhere() {
    return isElsewhere;
  }

  /** Takes note whether this replica may still work on it. */
  void ours(boolean isOurs) {
    isElsewhere = !isOurs;
  }

  /** Ends it at the next occasion. */
  void cancel() {
    progress.cancel();
  }

  private void checkCancelled() {
    if (progress.isCancelled()) {
      throw new ReplayCancelledException();
    }
  }

  /** Until the fold has read what the log held at the beginning. A lost Redis is filled by that. */
  Uni<Void> caughtUp() {
    return Multi.createBy()
        .repeating()
        .uni(() -> watermarks().onItem().delayIt().by(LOOK))
        .whilst(watermarks -> isBehind(watermarks))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private boolean isBehind(Map<Integer, Long> watermarks) {
    checkCancelled();
    long folded = 0;
    for (Map.Entry<Integer, Long> end : begun.until().entrySet()) {
      long begin = begun.from().getOrDefault(end.getKey(), 0L);
      long watermark = watermarks.getOrDefault(end.getKey(), 0L);
      folded += Math.max(0, Math.min(watermark, end.getValue()) - begin);
    }
    view = view.reading(State.CATCHING_UP, folded, begun.size());
    return folded < begun.size();
  }

  private Uni<Map<Integer, Long>> watermarks() {
    return leads.find(Set.of(), begun.until().keySet()).map(RedisLeadStore.Found::watermarks);
  }

  /** Everything else; answers how it has ended. */
  Uni<RebuildView> readAndWrite() {
    return watermarks()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(
            folded -> {
              view = view.reading(State.READING, 0, 0);
              rebuilding.read(folded, progress);
              view = view.reading(State.READING, progress.read(), progress.total());
            })
        .map(read -> ids())
        .chain(ids -> writeAll(ids))
        .map(written -> view.ended(State.FINISHED, clock.instant(), null));
  }

  private List<LeadId> ids() {
    LeadId one = view.lead();
    return one == null ? rebuilding.leads(view.cursor()) : List.of(rebuilding.told(one));
  }

  private Uni<Void> writeAll(List<LeadId> ids) {
    long before = view.written();
    view = view.writing(before, before + ids.size(), view.cursor());
    List<List<LeadId>> batches = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += config.batch()) {
      batches.add(ids.subList(i, Math.min(ids.size(), i + config.batch())));
    }
    return Multi.createFrom()
        .iterable(batches)
        .onItem()
        .transformToUniAndConcatenate(batch -> writeAndPause(batch))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> writeAndPause(List<LeadId> batch) {
    return write(batch)
        .invoke(
            () -> {
              checkCancelled();
              String last = batch.get(batch.size() - 1).value();
              view = view.writing(view.written() + batch.size(), view.leads(), last);
            })
        .onItem()
        .delayIt()
        .by(config.pause());
  }

  private Uni<Void> write(Collection<LeadId> ids) {
    return leads
        .load(ids, fold.card().lowestTier().name())
        .emitOn(Infrastructure.getDefaultWorkerPool()) // it may have to read on
        .chain(stored -> write(ids, stored));
  }

  private Uni<Void> write(Collection<LeadId> ids, Map<LeadId, Versioned> stored) {
    rebuilding.read(Rebuilding.needed(stored.values()), new Progress());
    Rebuilding.Retold retold =
        rebuilding.retell(
            ids, stored, lost -> told().restored(lost), erased.get(), clock.instant());
    return leads
        .compareAndSet(retold.leads())
        .chain(
            lost ->
                lost.isEmpty()
                    ? leads
                        .note(Map.of(), Map.of(), retold.notes(), Map.of())
                        .chain(() -> leads.release(retold.leads().keySet()))
                    : write(ids)); // those of them that were written come out the same
  }

  private ToldTiers.Told told() {
    ToldTiers.Told known = told;
    if (known == null) {
      known = toldTiers.read();
      told = known;
    }
    return known;
  }
}
