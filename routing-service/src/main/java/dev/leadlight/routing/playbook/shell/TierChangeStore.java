package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.routing.playbook.DryRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The tier changes that this service has taken, for looking at. One round trip each. */
@ApplicationScoped
class TierChangeStore {

  private final Pool pool;

  TierChangeStore(Pool pool) {
    this.pool = pool;
  }

  /** A lead's latest one; none if there is none. */
  Uni<List<DryRun.Case>> latestOf(String leadId) {
    return pool.preparedQuery(
            "select document, planned_at from tier_change where lead_id = $1"
                + " order by sequence desc limit 1")
        .execute(Tuple.of(leadId))
        .map(TierChangeStore::cases);
  }

  /**
   * Those that were taken from a moment on and before another, earliest first.
   *
   * @param after starts behind that place
   */
  Uni<List<DryRun.Case>> within(Instant from, Instant to, PageCursor after, int limit) {
    Instant start = after.at().isAfter(from) ? after.at() : from;
    return pool.preparedQuery(
            "select document, planned_at from tier_change"
                + " where planned_at >= $1 and planned_at < $2 and (planned_at, id) > ($3, $4)"
                + " order by planned_at, id limit $5")
        .execute(
            Tuple.of(
                start.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC),
                after.at().atOffset(ZoneOffset.UTC),
                after.id(),
                limit))
        .map(TierChangeStore::cases);
  }

  private static List<DryRun.Case> cases(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(TierChangeStore::taken).toList();
  }

  private static DryRun.Case taken(Row row) {
    try {
      return new DryRun.Case(
          ContractJson.read(
              row.getString("document").getBytes(StandardCharsets.UTF_8), TierChange.class),
          row.getOffsetDateTime("planned_at").toInstant());
    } catch (IOException e) {
      throw new UncheckedIOException("stored tier change is unreadable", e);
    }
  }
}
