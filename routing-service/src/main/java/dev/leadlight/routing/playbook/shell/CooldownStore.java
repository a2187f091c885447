package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.playbook.Cooldowns;
import dev.leadlight.routing.playbook.Cooldowns.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** What a lead was told lately, from the outbox: one round trip, over the index by lead. */
@ApplicationScoped
class CooldownStore {

  /** What was suppressed, replaced or given up was not told. */
  private static final String LATELY =
      """
      select playbook, action, max(not_before) as last
      from delivery
      where lead_id = $1 and planned_at >= $2 and planned_at < $3
        and state in ('pending', 'delivered')
      group by playbook, action""";

  /**
   * By playbook and action, what was planned within a time.
   *
   * @param on a connection, to read within its transaction, or a pool
   */
  Uni<Cooldowns> lately(SqlClient on, LeadId lead, Instant from, Instant to) {
    return on.preparedQuery(LATELY)
        .execute(Tuple.of(lead.value(), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
        .map(CooldownStore::cooldowns);
  }

  private static Cooldowns cooldowns(RowSet<Row> rows) {
    Map<Key, Instant> last = new HashMap<>();
    for (Row row : rows) {
      last.put(
          new Key(row.getString("playbook"), row.getString("action")),
          row.getOffsetDateTime("last").toInstant());
    }
    return new Cooldowns(last);
  }
}
