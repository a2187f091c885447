package dev.leadlight.feedback.database.shell;

import dev.leadlight.platform.health.WarmUp;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;

/** PostgreSQL has answered once, by SQL and through Hibernate. */
@Readiness
@Singleton
public class DatabaseReadiness extends WarmUp {

  private static final String NOTHING = "select 1";

  DatabaseReadiness(Database database) {
    super(
        "PostgreSQL has answered",
        () -> database.run(NOTHING, Tuple.tuple()).chain(DatabaseReadiness::throughHibernate));
  }

  private static Uni<?> throughHibernate() {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTHING).getSingleResult()));
  }
}
