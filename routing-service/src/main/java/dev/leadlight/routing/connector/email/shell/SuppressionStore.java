package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Addresses that get no marketing mail, by what stands for them. One round trip each. */
@ApplicationScoped
class SuppressionStore {

  private static final String INSERT =
      "insert into email_suppression (address_key, suppressed_at) values ($1, $2)"
          + " on conflict do nothing";

  private static final String EXISTS =
      "select exists (select from email_suppression where address_key = $1) as suppressed";

  private final Pool pool;
  private final Links links;

  SuppressionStore(Pool pool, Links links) {
    this.pool = pool;
    this.links = links;
  }

  Uni<Void> suppress(String address, Instant now) {
    return pool.preparedQuery(INSERT)
        .execute(Tuple.of(key(address), now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Boolean> isSuppressed(String address) {
    return pool.preparedQuery(EXISTS)
        .execute(Tuple.of(key(address)))
        .map(rows -> rows.iterator().next().getBoolean("suppressed"));
  }

  private String key(String address) {
    return links.hidden(address).orElseThrow();
  }
}
