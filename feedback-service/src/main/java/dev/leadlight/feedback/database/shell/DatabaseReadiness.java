package dev.leadlight.feedback.database.shell;

import dev.leadlight.platform.health.WarmUp;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;

/** PostgreSQL has answered once. */
@Readiness
@Singleton
public class DatabaseReadiness extends WarmUp {

  DatabaseReadiness(Database database) {
    super("PostgreSQL has answered", () -> database.run("select 1", Tuple.tuple()));
  }
}
