package dev.leadlight.routing.connector.zapier.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.connector.zapier.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Subscriptions in PostgreSQL: each is a destination, with its address beside it. One round trip
 * each.
 */
@ApplicationScoped
class SubscriptionStore {

  private static final String SUBSCRIBE =
      """
      with d as (
        insert into destination (id, type, name, settings, enabled, changed_at)
        values ($1, 'zapier', 'Zap', $2, true, $4)
        on conflict (id) do update
          set settings = excluded.settings, enabled = true, changed_at = excluded.changed_at
        returning id)
      insert into zapier_hook (destination, target_url, created_at)
      select id, $3, $4 from d
      on conflict (destination) do nothing""";

  /** Its address goes with it. */
  private static final String UNSUBSCRIBE =
      """
      delete from destination d
      using zapier_hook h where h.destination = d.id and d.id = $1""";

  private static final String TARGET = "select target_url from zapier_hook where destination = $1";

  private final Pool pool;

  SubscriptionStore(Pool pool) {
    this.pool = pool;
  }

  /** Subscribing again changes what is wanted, and makes no second one. */
  Uni<Void> subscribe(String id, Subscription subscription, String targetUrl, Instant now) {
    String settings =
        new String(ContractJson.write(subscription.settings().values()), StandardCharsets.UTF_8);
    return pool.preparedQuery(SUBSCRIBE)
        .execute(Tuple.of(id, settings, targetUrl, now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** Nothing happens if there is none. */
  Uni<Void> unsubscribe(String id) {
    return pool.preparedQuery(UNSUBSCRIBE).execute(Tuple.of(id)).replaceWithVoid();
  }

  /** Where it wants to hear. */
  Uni<Optional<String>> target(String id) {
    return pool.preparedQuery(TARGET).execute(Tuple.of(id)).map(SubscriptionStore::firstUrl);
  }

  private static Optional<String> firstUrl(RowSet<Row> rows) {
    var found = rows.iterator();
    return found.hasNext() ? Optional.of(found.next().getString("target_url")) : Optional.empty();
  }
}
