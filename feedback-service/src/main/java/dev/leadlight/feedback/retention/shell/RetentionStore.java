package dev.leadlight.feedback.retention.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.retention.Kept;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Deletes what is old, a batch a statement, so that nobody waits long for a row. */
@ApplicationScoped
public class RetentionStore {

  private static final int BATCH = 1_000;

  private final Database database;

  RetentionStore(Database database) {
    this.database = database;
  }

  /** Deletes all of a kind from before a moment; answers how many. */
  Uni<Long> prune(Kept kept, Instant before) {
    return prune(kept, before, 0);
  }

  private Uni<Long> prune(Kept kept, Instant before, long already) {
    return database
        .run(kept.pruning(), Tuple.of(Database.utc(before), BATCH))
        .chain(
            rows ->
                rows.rowCount() < BATCH
                    ? Uni.createFrom().item(already + rows.rowCount())
                    : prune(kept, before, already + BATCH));
  }
}
