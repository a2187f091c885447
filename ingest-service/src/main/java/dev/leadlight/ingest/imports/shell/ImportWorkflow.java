package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.imports.shell.BrokenOffException.Reason;
import dev.leadlight.ingest.intake.Receipt;
import dev.leadlight.ingest.intake.shell.IntakeWorkflow;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reads a file chunk by chunk: a worker reads one from the body, Kafka gets it, the offset moves
 * on. The next chunk is read when Kafka has this one, and the pipe pauses the connection meanwhile,
 * so that an import of any size holds two chunks at most.
 */
@Singleton
public class ImportWorkflow {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final ImportStore store;
  private final IntakeWorkflow intake;
  private final Running running;
  private final ImportConfig config;
  private final Clock clock = Clock.systemUTC();

  ImportWorkflow(ImportStore store, IntakeWorkflow intake, Running running, ImportConfig config) {
    this.store = store;
    this.intake = intake;
    this.running = running;
    this.config = config;
  }

  /** Makes an import that waits for its first byte. */
  Uni<ImportState> create(ImportOrder order) {
    if (store.find(order.id()).isPresent()) {
      throw new ProblemException(
          ProblemType.CONFLICT, "There is an import of this id; continue it, or take another id.");
    }
    ImportState state =
        States.started(order.id(), order.source().name(), order.format(), order.mapping(), now());
    return store.save(state).call(store::tidy);
  }

  /**
   * Makes an import and takes the first part of its file, unless there is no room for it: whoever
   * is told to come again later can do so under the same id.
   */
  Uni<ImportState> begin(ImportOrder order, Part part) {
    running.requireRoom();
    return create(order).chain(state -> take(state, 0, part));
  }

  /**
   * Imports a part of a file, the whole of it most often. Fails with {@link
   * ImportInterruptedException} if it comes to less than its end.
   *
   * @param offset where the sender believes the part to begin
   */
  Uni<ImportState> take(ImportState state, long offset, Part part) {
    requireContinuable(state, offset);
    running.requireRoom();
    return store
        .save(States.claimed(state, now()))
        .chain(claimed -> run(new ImportRun(part, claimed)));
  }

  /** Ends an import; what was taken stays taken. */
  Uni<ImportState> cancel(ImportState state) {
    if (state.state().isEnd()) {
      return Uni.createFrom().item(state);
    }
    return store.save(States.cancelled(state, now())).invoke(running::yieldTo);
  }

  private static void requireContinuable(ImportState state, long offset) {
    if (state.state().isEnd()) {
      throw new ImportInterruptedException(ProblemType.CONFLICT, "The import has ended.", state);
    }
    if (offset != state.offset()) {
      throw new ImportInterruptedException(
          ProblemType.CONFLICT, "The part does not begin where the import stands.", state);
    }
  }

  private Uni<ImportState> run(ImportRun run) {
    running.add(run);
    return Uni.join()
        .first(read(run), pulse(run))
        .toTerminate()
        .onTermination()
        .invoke(() -> running.remove(run));
  }

  private Uni<ImportState> read(ImportRun run) {
    return Multi.createBy()
        .repeating()
        .uni(() -> nextChunk(run))
        .whilst(chunk -> !chunk.last())
        .onItem()
        .transformToUniAndConcatenate(chunk -> stored(run, chunk))
        .collect()
        .last()
        .chain(last -> store.save(concluded(run)))
        .onFailure()
        .recoverWithUni(failure -> interrupted(run, failure));
  }

  /**
   * Tells the other replicas that the file is still read, while its sender, its source's rate or
   * Kafka makes it wait. Does not end by itself.
   */
  private Uni<ImportState> pulse(ImportRun run) {
    return Multi.createFrom()
        .ticks()
        .every(States.PULSE)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(tick -> checkpoint(run, States.PULSE))
        .collect()
        .last();
  }

  /** Waits for bytes, so on a worker and never on an event loop. */
  private static Uni<Chunk> nextChunk(ImportRun run) {
    return Uni.createFrom()
        .<Chunk>emitter(emitter -> readNext(run, emitter))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static void readNext(ImportRun run, UniEmitter<? super Chunk> emitter) {
    try {
      emitter.complete(run.next());
    } catch (IOException stopped) {
      emitter.fail(stopped);
    }
  }

  private Uni<Chunk> stored(ImportRun run, Chunk chunk) {
    return Uni.createFrom()
        .deferred(() -> handedOver(run, chunk))
        // A source over its rate waits as long as its sender does.
        .onFailure(failure -> isOverRate(failure) && !run.isBrokenOff())
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .onFailure(ImportWorkflow::passes)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .expireIn(config.kafkaPatience().toMillis())
        .replaceWith(chunk);
  }

  private Uni<ImportState> handedOver(ImportRun run, Chunk chunk) {
    if (isLost(run)) {
      return Uni.createFrom().failure(new BrokenOffException(Reason.TAKEN_OVER));
    }
    return intake
        .takeOneByOne(run.delivery(chunk, now()))
        .chain(receipt -> moved(run, chunk, receipt));
  }

  private Uni<ImportState> moved(ImportRun run, Chunk chunk, Receipt receipt) {
    run.stored(chunk, receipt, now());
    store.note(run.state());
    return checkpoint(run, config.checkpointEvery());
  }

  private Uni<ImportState> checkpoint(ImportRun run, Duration every) {
    return run.checkpoint(every, now(), store::save)
        .onFailure()
        .recoverWithItem(() -> noted(run.state()));
  }

  private boolean isLost(ImportRun run) {
    return store.find(run.state().id()).map(run::isOvertakenBy).orElse(true);
  }

  private static boolean passes(Throwable failure) {
    return isTold(failure, ProblemType.UNAVAILABLE);
  }

  private static boolean isOverRate(Throwable failure) {
    return isTold(failure, ProblemType.TOO_MANY_REQUESTS);
  }

  private static boolean isTold(Throwable failure, ProblemType type) {
    return failure instanceof ProblemException told && told.problem().status() == type.status();
  }

  private ImportState concluded(ImportRun run) {
    ImportState last = run.conclude();
    return run.isPartial() ? States.interrupted(last, null, now()) : States.complete(last, now());
  }

  private Uni<ImportState> interrupted(ImportRun run, Throwable failure) {
    Interruption interruption = Interruption.of(failure);
    ImportState last = run.conclude();
    ImportState latest = store.find(last.id()).orElse(last);
    if (latest.attempt() > last.attempt()) {
      return Uni.createFrom().failure(interruption.told(latest));
    }
    // An end is written once more: what this run wrote last may stand behind it in the topic.
    ImportState state =
        latest.state().isEnd() ? latest : States.interrupted(last, interruption.trouble(), now());
    return store
        .save(state)
        .onFailure()
        .recoverWithItem(() -> noted(state))
        .chain(saved -> Uni.createFrom().failure(interruption.told(saved)));
  }

  /** Without Kafka it is known here at least. */
  private ImportState noted(ImportState state) {
    store.note(state);
    return state;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
