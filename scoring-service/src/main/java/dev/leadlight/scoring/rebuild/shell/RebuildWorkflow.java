package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.rebuild.shell.RebuildView.State;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.ReplayCancelledException;
import dev.leadlight.scoring.replay.shell.ReplayConfig;
import dev.leadlight.scoring.replay.shell.TooManyLeadsException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild's way: wait until the fold has caught up with the log, read the log in memory, then
 * load, retell and write leads batch by batch with compare-and-set. Tiers that have become others
 * are announced by the wake-up that is planned for each such lead, as after a publication.
 *
 * <p>A rebuild begins by being noted in Redis. Whichever replica finds it there takes it up; if
 * that one ends, another one reads the log again and goes on after the last batch written.
 */
@ApplicationScoped
public class RebuildWorkflow {

  private static final Logger LOG = Logger.getLogger(RebuildWorkflow.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final RedisRebuildStore store;
  private final RedisLeadStore leads;
  private final ActiveFold active;
  private final EventLog log;
  private final ToldTiers toldTiers;
  private final ReplayConfig replay;
  private final RebuildConfig config;
  private final Clock clock;
  private volatile @Nullable Work current;

  RebuildWorkflow(
      RedisRebuildStore store,
      RedisLeadStore leads,
      ActiveFold active,
      EventLog log,
      ToldTiers toldTiers,
      ReplayConfig replay,
      RebuildConfig config,
      Clock clock) {
    this.store = store;
    this.leads = leads;
    this.active = active;
    this.log = log;
    this.toldTiers = toldTiers;
    this.replay = replay;
    this.config = config;
    this.clock = clock;
  }

  /** What this replica works on. */
  private static final class Work {
    private final Fold fold;
    private final Rebuilding rebuilding;
    private final EventLog.Range begun;
    private final Progress progress = new Progress();
    private volatile RebuildView view;
    private volatile boolean isElsewhere;
    private ToldTiers.@Nullable Told told;

    Work(RebuildView view, Fold fold, Rebuilding rebuilding, EventLog.Range begun) {
      this.view = view;
      this.fold = fold;
      this.rebuilding = rebuilding;
      this.begun = begun;
    }

    String lowestTier() {
      return fold.card().lowestTier().name();
    }

    void checkCancelled() {
      if (progress.isCancelled()) {
        throw new ReplayCancelledException();
      }
    }
  }

  /**
   * Notes a rebuild, to be taken up within a second.
   *
   * @param lead null for all
   * @throws ProblemException if another one has not ended yet
   */
  Uni<RebuildView> begin(@Nullable LeadId lead) {
    RebuildView next = RebuildView.waiting(UUID.randomUUID().toString(), lead, clock.instant());
    return store
        .find()
        .chain(
            before -> {
              if (before.isPresent() && !before.get().isEnd()) {
                throw busy();
              }
              return store.replace(before.orElse(null), next);
            })
        .map(
            isNoted -> {
              if (!isNoted) {
                throw busy();
              }
              return next;
            });
  }

  private static ProblemException busy() {
    return ProblemException.tooMany(
        "Another rebuild is at work; there is one at a time.", COME_BACK);
  }

  /** The latest rebuild, or 404. */
  Uni<RebuildView> latest() {
    return store.find().map(found -> found.orElseThrow(RebuildWorkflow::none));
  }

  private static ProblemException none() {
    return new ProblemException(ProblemType.NOT_FOUND, "Nothing has been rebuilt yet.");
  }

  /** Ends the rebuild at work within a second or two; leads written stay as they are. */
  Uni<RebuildView> cancel() {
    return latest().call(view -> view.isEnd() ? nothing() : store.cancel(view));
  }

  /** Takes up what is noted and nobody works on; completes when it has ended. */
  Uni<Void> takeUp() {
    return store
        .find()
        .chain(
            found ->
                found.isEmpty() || found.get().isEnd()
                    ? nothing()
                    : store
                        .claim()
                        .chain(isOurs -> isOurs ? workUnlessCancelled(found.get()) : nothing()));
  }

  private Uni<Void> workUnlessCancelled(RebuildView view) {
    return store
        .isCancelled(view)
        .chain(
            isOver ->
                isOver ? tell(view.ended(State.CANCELLED, clock.instant(), null)) : work(view));
  }

  /** Tells how far it is, or that it has ended. */
  private Uni<Void> tell(RebuildView view) {
    return store.replace(view, view).replaceWithVoid();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> work(RebuildView view) {
    return active
        .get()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(fold -> begun(view, fold))
        .call(work -> view.lead() == null ? caughtUp(work) : nothing())
        .chain(this::readAndWrite)
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .recoverWithItem(failure -> failed(view, failure))
        .chain(end -> isElsewhere() ? nothing() : tell(end))
        .eventually(() -> current = null);
  }

  /** Another replica has taken it over: what becomes of it is told from there. */
  private boolean isElsewhere() {
    Work work = current;
    return work != null && work.isElsewhere;
  }

  private Work begun(RebuildView view, Fold fold) {
    EventLog.Range everything = log.everything();
    Rebuilding rebuilding =
        new Rebuilding(log, fold, leads.keys(), replay.mostLeads(), everything.from());
    Work work = new Work(view, fold, rebuilding, everything);
    current = work;
    return work;
  }

  private RebuildView failed(RebuildView view, Throwable failure) {
    Work work = current;
    RebuildView last = work == null ? view : work.view;
    if (failure instanceof ReplayCancelledException) {
      return last.ended(State.CANCELLED, clock.instant(), null);
    }
    LOG.errorf(failure, "rebuild failed: failure=%s", failure.getClass().getName());
    Problem problem =
        failure instanceof TooManyLeadsException
            ? Problem.of(ProblemType.UNPROCESSABLE, String.valueOf(failure.getMessage()), List.of())
            : Problem.of(ProblemType.INTERNAL, "The reason is in the service's log.", List.of());
    return last.ended(State.FAILED, clock.instant(), problem);
  }

  /** Until the fold has read what the log held at the beginning. A lost Redis is filled by that. */
  private Uni<Void> caughtUp(Work work) {
    return Multi.createBy()
        .repeating()
        .uni(() -> watermarks(work).onItem().delayIt().by(LOOK))
        .whilst(watermarks -> isBehind(work, watermarks))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static boolean isBehind(Work work, Map<Integer, Long> watermarks) {
    work.checkCancelled();
    long folded = 0;
    for (Map.Entry<Integer, Long> end : work.begun.until().entrySet()) {
      long begin = work.begun.from().getOrDefault(end.getKey(), 0L);
      long watermark = watermarks.getOrDefault(end.getKey(), 0L);
      folded += Math.max(0, Math.min(watermark, end.getValue()) - begin);
    }
    work.view = work.view.reading(State.CATCHING_UP, folded, work.begun.size());
    return folded < work.begun.size();
  }

  private Uni<Map<Integer, Long>> watermarks(Work work) {
    return leads.find(Set.of(), work.begun.until().keySet()).map(RedisLeadStore.Found::watermarks);
  }

  private Uni<RebuildView> readAndWrite(Work work) {
    return watermarks(work)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(
            folded -> {
              work.view = work.view.reading(State.READING, 0, 0);
              work.rebuilding.read(folded, work.progress);
            })
        .map(read -> ids(work))
        .chain(ids -> writeAll(work, ids))
        .map(written -> work.view.ended(State.FINISHED, clock.instant(), null));
  }

  private static List<LeadId> ids(Work work) {
    LeadId one = work.view.lead();
    return one == null
        ? work.rebuilding.leads(work.view.cursor())
        : List.of(work.rebuilding.told(one));
  }

  private Uni<Void> writeAll(Work work, List<LeadId> ids) {
    long before = work.view.written();
    work.view = work.view.writing(before, before + ids.size(), work.view.cursor());
    List<List<LeadId>> batches = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += config.batch()) {
      batches.add(ids.subList(i, Math.min(ids.size(), i + config.batch())));
    }
    return Multi.createFrom()
        .iterable(batches)
        .onItem()
        .transformToUniAndConcatenate(batch -> writeAndPause(work, batch))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> writeAndPause(Work work, List<LeadId> batch) {
    return write(work, batch)
        .invoke(
            () -> {
              work.checkCancelled();
              String last = batch.get(batch.size() - 1).value();
              work.view =
                  work.view.writing(work.view.written() + batch.size(), work.view.leads(), last);
            })
        .onItem()
        .delayIt()
        .by(config.pause());
  }

  private Uni<Void> write(Work work, Collection<LeadId> ids) {
    return leads
        .load(ids, work.lowestTier())
        .emitOn(Infrastructure.getDefaultWorkerPool()) // it may have to read on
        .chain(stored -> write(work, ids, stored));
  }

  private Uni<Void> write(Work work, Collection<LeadId> ids, Map<LeadId, Versioned> stored) {
    work.rebuilding.read(Rebuilding.needed(stored.values()), new Progress());
    Rebuilding.Retold retold =
        work.rebuilding.retell(ids, stored, lost -> told(work).restored(lost), clock.instant());
    return leads
        .compareAndSet(retold.leads())
        .chain(
            lost ->
                lost.isEmpty()
                    ? leads
                        .note(Map.of(), Set.of(), retold.notes(), Map.of())
                        .chain(() -> leads.release(retold.leads().keySet()))
                    : write(work, ids)); // those of them that were written come out the same
  }

  private ToldTiers.Told told(Work work) {
    ToldTiers.Told told = work.told;
    if (told == null) {
      told = toldTiers.read();
      work.told = told;
    }
    return told;
  }

  /** Tells Redis how far this replica is, and asks whether it shall go on. Each second. */
  Uni<Void> beat() {
    Work work = current;
    if (work == null) {
      return nothing();
    }
    RebuildView now = work.view;
    RebuildView told =
        now.state() == State.READING
            ? now.reading(State.READING, work.progress.read(), work.progress.total())
            : now;
    return store
        .claim()
        .invoke(isOurs -> work.isElsewhere = !isOurs)
        .chain(isOurs -> isOurs ? store.isCancelled(now) : Uni.createFrom().item(true))
        .invoke(
            isOver -> {
              if (isOver) {
                work.progress.cancel();
              }
            })
        .chain(isOver -> current != work || work.isElsewhere ? nothing() : tell(told));
  }
}
