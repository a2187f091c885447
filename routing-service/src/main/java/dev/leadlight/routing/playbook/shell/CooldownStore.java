package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.playbook.Cooldowns;
import dev.leadlight.routing.playbook.Told;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** What leads were told lately, from the outbox: one round trip, over the index by lead. */
@ApplicationScoped
class CooldownStore {

  /**
   * What was suppressed, replaced or given up was not told. However long ago it was planned, it
   * counts while it waits, and from when it was sent.
   */
  private static final String LATELY =
      """
      select lead_id, playbook, action, planned_at,
        coalesce(concluded_at, greatest(not_before, $3)) as told_at
      from delivery
      where lead_id = any ($1) and planned_at < $3 and state in ('pending', 'delivered')
        and (concluded_at is null or concluded_at >= $2)""";

  /**
   * What was sent since a moment, or waits, of what was planned before another.
   *
   * @param on a connection, to read within its transaction, or a pool
   */
  Uni<List<Told>> lately(SqlClient on, Collection<LeadId> leads, Instant from, Instant to) {
    return on.preparedQuery(LATELY)
        .execute(
            Tuple.of(
                leads.stream().map(LeadId::value).distinct().toArray(String[]::new),
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(CooldownStore::told).toList());
  }

  private static Told told(Row row) {
    return new Told(
        new LeadId(row.getString("lead_id")),
        new Cooldowns.Key(row.getString("playbook"), row.getString("action")),
        row.getOffsetDateTime("planned_at").toInstant(),
        row.getOffsetDateTime("told_at").toInstant());
  }
}
