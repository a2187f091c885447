package dev.leadlight.feedback.audit.shell;

import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.platform.page.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the audit log, each once. One statement each. */
@ApplicationScoped
public class AuditStore {

  private static final String INSERT =
      """
      insert into audit_entry (id, at, service, who, method, path, status)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
      """;

  private static final String READ =
      """
      select id, at, service, who, method, path, status from audit_entry
      where ($1::text is null or who = $1) and ($2::text is null or service = $2)
        and ($3::timestamptz is null or (at, id) < ($3, $4))
      order by at desc, id desc limit $5
      """;

  private static final String FORGET = "delete from audit_entry where at < $1";

  private final Database database;

  AuditStore(Database database) {
    this.database = database;
  }

  Uni<Void> store(AuditEntry entry) {
    Tuple row =
        Tuple.of(entry.id(), Database.utc(entry.at()), entry.service(), entry.who(), entry.method())
            .addString(entry.path())
            .addInteger(entry.status());
    return database.run(INSERT, row).replaceWithVoid();
  }

  /** At most {@code limit} entries after a cursor, latest first. */
  Uni<List<AuditEntry>> read(
      @Nullable String who, @Nullable String service, @Nullable PageCursor after, int limit) {
    Tuple parameters =
        Tuple.tuple()
            .addString(who)
            .addString(service)
            .addOffsetDateTime(after == null ? null : Database.utc(after.at()))
            .addString(after == null ? null : after.id())
            .addInteger(limit);
    return database.run(READ, parameters).map(AuditStore::entries);
  }

  /** Forgets what is older than a moment. */
  Uni<Void> forget(Instant before) {
    return database.run(FORGET, Tuple.of(Database.utc(before))).replaceWithVoid();
  }

  private static List<AuditEntry> entries(RowSet<Row> rows) {
    List<AuditEntry> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(
          new AuditEntry(
              row.getString("id"),
              row.getOffsetDateTime("at").toInstant(),
              row.getString("service"),
              row.getString("who"),
              row.getString("method"),
              row.getString("path"),
              row.getInteger("status")));
    }
    return entries;
  }
}
