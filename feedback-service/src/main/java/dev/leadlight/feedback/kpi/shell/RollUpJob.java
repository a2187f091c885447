package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Works off the marks, round after round until few are left. Every replica may try. */
@ApplicationScoped
public class RollUpJob {

  /** Then the next second goes on. */
  private static final int MOST_ROUNDS = 200;

  /** From so many marks on, such as after a recount or an import of years, a round takes many. */
  private static final int BACKLOG = 50_000;

  /**
   * Those it takes then. The more, the fewer times the same sums are written; it is what PostgreSQL
   * does in a minute or two, and dropping and adding months waits that long for it.
   */
  private static final int MANY = 500_000;

  private final RollUpStore store;
  private final KpiConfig config;
  private final KpiMetrics metrics;

  RollUpJob(RollUpStore store, KpiConfig config, KpiMetrics metrics) {
    this.store = store;
    this.config = config;
    this.metrics = metrics;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> keepUp() {
    return store
        .align(config.timeZone())
        .chain(store::waiting)
        .chain(waiting -> waiting.marks() < BACKLOG ? rounds() : manyAtOnce())
        .chain(store::waiting)
        .invoke(metrics::waiting)
        .replaceWithVoid()
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull();
  }

  private Uni<Void> manyAtOnce() {
    return store.refreshMuch(MANY).invoke(metrics::worked).replaceWithVoid();
  }

  private Uni<Void> rounds() {
    return Multi.createBy()
        .repeating()
        .uni(() -> store.refresh(config.batch()).invoke(metrics::worked))
        .whilst(taken -> taken == config.batch())
        .select()
        .first(MOST_ROUNDS)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
