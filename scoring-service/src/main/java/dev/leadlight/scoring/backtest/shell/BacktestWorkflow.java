package dev.leadlight.scoring.backtest.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.worker.Workers;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.shell.BacktestView.State;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.ReplayCancelledException;
import dev.leadlight.scoring.replay.shell.ReplayConfig;
import dev.leadlight.scoring.replay.shell.TooManyLeadsException;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A back-test's way: take the installation's one place for back-tests, work on a worker thread, and
 * tell Redis each second how far it is; the end is told the same way, until Redis has it.
 */
@ApplicationScoped
public class BacktestWorkflow {

  private static final Logger LOG = Logger.getLogger(BacktestWorkflow.class);
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final RedisBacktestStore store;
  private final ActiveScorecard scorecard;
  private final EventLog log;
  private final RedisLeadStore leads;
  private final ReplayConfig config;
  private final Workers workers;
  private final Clock clock;
  private volatile @Nullable Running running;

  BacktestWorkflow(
      RedisBacktestStore store,
      ActiveScorecard scorecard,
      EventLog log,
      RedisLeadStore leads,
      ReplayConfig config,
      Workers workers,
      Clock clock) {
    this.store = store;
    this.scorecard = scorecard;
    this.log = log;
    this.leads = leads;
    this.config = config;
    this.workers = workers;
    this.clock = clock;
  }

  /** The one this replica works on. */
  private static final class Running {
    private final Backtest backtest;
    private final Scorecard live;
    private final Progress progress = new Progress();
    private final BacktestView begun;
    private volatile @Nullable BacktestView ended;

    Running(Backtest backtest, Scorecard live, BacktestView begun) {
      this.backtest = backtest;
      this.live = live;
      this.begun = begun;
    }

    BacktestView view() {
      return begun.at(progress.read(), progress.total());
    }
  }

  /**
   * Begins a back-test.
   *
   * @throws ProblemException if the request makes no sense, or another one is at work
   */
  Uni<BacktestView> begin(byte[] request) {
    return scorecard
        .inForce()
        .chain(cards -> workers.outcome(() -> read(request, cards)))
        .chain(this::begin);
  }

  private Running read(byte[] request, InForce cards) {
    Scorecard live = cards.champion();
    Backtest asked = BacktestRequest.read(request, live, clock.instant());
    Backtest backtest = asked.under(cards.complete(asked.card()));
    String id = UUID.randomUUID().toString();
    return new Running(backtest, live, BacktestView.begun(id, backtest, clock.instant()));
  }

  private Uni<BacktestView> begin(Running next) {
    return store
        .begin(next.begun)
        .map(
            hasBegun -> {
              if (!hasBegun) {
                throw ProblemException.tooMany(
                    "Another back-test is at work; there is one at a time.", COME_BACK);
              }
              running = next;
              Infrastructure.getDefaultWorkerPool().execute(() -> work(next));
              return next.begun;
            });
  }

  private void work(Running now) {
    BacktestView end;
    try {
      BacktestRun run =
          new BacktestRun(
              now.backtest,
              now.live,
              leads.keys(),
              config.mostMemory().asLongValue(),
              now.progress);
      log.read(log.everything(), now.progress, run);
      end = now.view().ended(State.FINISHED, clock.instant(), run.finding(), null);
    } catch (RuntimeException e) {
      end =
          failed(now, e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
    }
    now.ended = end;
  }

  private BacktestView failed(Running now, Throwable failure) {
    if (failure instanceof ReplayCancelledException) {
      return now.view().ended(State.CANCELLED, clock.instant(), null, null);
    }
    if (failure instanceof LeakException leak) {
      Problem problem =
          Problem.of(
              ProblemType.UNPROCESSABLE,
              "The draft would be judged by what it could not have known.",
              leak.places());
      return now.view().ended(State.REFUSED, clock.instant(), null, problem);
    }
    return now.view().ended(State.FAILED, clock.instant(), null, problem(failure));
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof TooManyLeadsException
        || failure instanceof TooManyPredictionsException) {
      return Problem.of(ProblemType.UNPROCESSABLE, String.valueOf(failure.getMessage()), List.of());
    }
    LOG.errorf(failure, "back-test failed: failure=%s", failure.getClass().getName());
    return Failures.isInfrastructure(failure)
        ? Problem.of(ProblemType.UNAVAILABLE, "Kafka was away for too long.", List.of())
        : Problem.of(ProblemType.INTERNAL, "The reason is in the service's log.", List.of());
  }

  /** Tells Redis how far the one at work is. To be called each second. */
  Uni<Void> beat() {
    Running now = running;
    if (now == null) {
      return Uni.createFrom().voidItem();
    }
    BacktestView end = now.ended;
    return end == null ? renew(now) : store.end(end).invoke(() -> running = null);
  }

  private Uni<Void> renew(Running now) {
    return store
        .beat(now.view())
        .invoke(
            goesOn -> {
              if (!goesOn) {
                now.progress.cancel();
              }
            })
        .replaceWithVoid();
  }

  /** The back-test of that id, or 404. */
  Uni<BacktestView> find(String id) {
    return store.find(id).map(found -> found.orElseThrow(BacktestWorkflow::notFound));
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND, "No back-test has this id.");
  }

  /** Wants it no longer; its state follows within a second or two. */
  Uni<BacktestView> cancel(String id) {
    return find(id)
        .call(
            view -> {
              Running now = running;
              if (now != null && now.begun.id().equals(id)) {
                now.progress.cancel();
              }
              return view.isEnd() ? Uni.createFrom().voidItem() : store.cancel(id);
            });
  }

  /** Ends what is at work; its lease runs out by itself, if Redis can't be told any more. */
  void stop() {
    Running now = running;
    if (now != null) {
      now.progress.cancel();
    }
  }
}
