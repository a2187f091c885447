package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.erasure.shell.ErasedConsumer;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.rebuild.shell.RebuildView.State;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.ReplayCancelledException;
import dev.leadlight.scoring.replay.shell.ReplayConfig;
import dev.leadlight.scoring.replay.shell.TooManyLeadsException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild's way from the request to its end; what is done in between is {@link RebuildAtWork}.
 * Tiers that have become others are announced by the wake-up that is planned for each such lead, as
 * after a publication.
 *
 * <p>A rebuild begins by being noted in Redis. Whichever replica finds it there takes it up; if
 * that one ends, another one reads the log again and goes on after the last batch written.
 */
@ApplicationScoped
public class RebuildWorkflow {

  private static final Logger LOG = Logger.getLogger(RebuildWorkflow.class);
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final RedisRebuildStore store;
  private final RedisLeadStore leads;
  private final ActiveFold active;
  private final EventLog log;
  private final ToldTiers toldTiers;
  private final ErasedConsumer erased;
  private final ReplayConfig replay;
  private final RebuildConfig config;
  private final Clock clock;
  private volatile @Nullable RebuildAtWork current;

  RebuildWorkflow(
      RedisRebuildStore store,
      RedisLeadStore leads,
      ActiveFold active,
      EventLog log,
      ToldTiers toldTiers,
      ErasedConsumer erased,
      ReplayConfig replay,
      RebuildConfig config,
      Clock clock) {
    this.store = store;
    this.leads = leads;
    this.active = active;
    this.log = log;
    this.toldTiers = toldTiers;
    this.erased = erased;
    this.replay = replay;
    this.config = config;
    this.clock = clock;
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
        .call(work -> view.lead() == null ? work.caughtUp() : nothing())
        .chain(RebuildAtWork::readAndWrite)
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .recoverWithItem(failure -> failed(view, failure))
        .chain(end -> isElsewhere() ? nothing() : tell(end))
        .eventually(() -> current = null);
  }

  private boolean isElsewhere() {
    RebuildAtWork work = current;
    return work != null && work.isElsewhere();
  }

  private RebuildAtWork begun(RebuildView view, Fold fold) {
    EventLog.Range everything = log.everything();
    Rebuilding rebuilding =
        new Rebuilding(
            log, fold, leads.keys(), replay.mostMemory().asLongValue(), everything.from());
    RebuildAtWork work =
        new RebuildAtWork(
            view,
            fold,
            rebuilding,
            everything,
            leads,
            toldTiers,
            erased::identities,
            config,
            clock);
    current = work;
    return work;
  }

  private RebuildView failed(RebuildView view, Throwable failure) {
    RebuildAtWork work = current;
    RebuildView last = work == null ? view : work.view();
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

  /** Tells Redis how far this replica is, and asks whether it shall go on. Each second. */
  Uni<Void> beat() {
    RebuildAtWork work = current;
    if (work == null) {
      return nothing();
    }
    RebuildView told = work.view();
    return store
        .claim()
        .invoke(work::ours)
        .chain(isOurs -> isOurs ? store.isCancelled(told) : Uni.createFrom().item(true))
        .invoke(
            isOver -> {
              if (isOver) {
                work.cancel();
              }
            })
        .chain(isOver -> current != work || work.isElsewhere() ? nothing() : tell(told));
  }
}
