package dev.leadlight.routing;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The outbox, past the playbooks. */
@ApplicationScoped
public class Outbox {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final OutboxStore store;
  private final WakeUps wakeUps;
  private final Pool pool;

  Outbox(OutboxStore store, WakeUps wakeUps, Pool pool) {
    this.store = store;
    this.wakeUps = wakeUps;
    this.pool = pool;
  }

  /** Plans a delivery of any change to any destination, due at once, and answers its id. */
  public String plan(TierChange change, String destination) {
    Instant now = Instant.now();
    PlannedDelivery planned =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "test", "tell"),
            "test",
            "tell",
            destination,
            Verb.NOTIFY,
            Map.of(),
            null,
            now,
            null,
            null,
            null);
    plan(store, change, now, connection -> Uni.createFrom().item(List.of(planned)))
        .await()
        .atMost(PATIENCE);
    wakeUps.due(destination);
    return planned.id();
  }

  /** Plans one change on its own. */
  public static Uni<List<PlannedDelivery>> plan(
      OutboxStore store,
      TierChange change,
      Instant now,
      Function<SqlConnection, Uni<List<PlannedDelivery>>> planner) {
    return store
        .plan(
            List.of(change),
            now,
            (connection, fresh) ->
                planner
                    .apply(connection)
                    .map(planned -> List.of(new OutboxStore.Planned(change, planned))))
        .map(plans -> plans.stream().flatMap(plan -> plan.deliveries().stream()).toList());
  }

  /** How many deliveries of a destination are in which state. */
  public Map<String, Long> states(String destination) {
    Map<String, Long> states = new HashMap<>();
    rows(
            "select state, count(*) as deliveries from delivery where destination = $1"
                + " group by state",
            Tuple.of(destination))
        .forEach(row -> states.put(row.getString("state"), row.getLong("deliveries")));
    return states;
  }

  /** How many deliveries of a destination are due and held by nobody. */
  public long overdue(String destination) {
    return rows(
            "select count(*) as deliveries from delivery where destination = $1"
                + " and state = 'pending' and due_at < now()"
                + " and (claimed_until is null or claimed_until < now())",
            Tuple.of(destination))
        .get(0)
        .getLong("deliveries");
  }

  /** Every row of every table, as text. */
  public List<String> everything() {
    return rows(
            "select table_name from information_schema.tables where table_schema = 'public'",
            Tuple.tuple())
        .stream()
        .map(table -> "select t::text as line from \"" + table.getString(0) + "\" t")
        .flatMap(select -> rows(select, Tuple.tuple()).stream())
        .map(row -> row.getString("line"))
        .toList();
  }

  private List<Row> rows(String sql, Tuple parameters) {
    RowSet<Row> rows = pool.preparedQuery(sql).execute(parameters).await().atMost(PATIENCE);
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }
}
