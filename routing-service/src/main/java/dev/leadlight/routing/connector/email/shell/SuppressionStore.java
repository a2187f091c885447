package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Addresses whose owners have unsubscribed from our mails, by what stands for them. That lasts
 * until they ask for mails again, which their lead tells with each change, and once more if they
 * take that back. One round trip each.
 */
@ApplicationScoped
class SuppressionStore {

  private static final String INSERT =
      "insert into email_suppression (address_key, suppressed_at) values ($1, $2)"
          + " on conflict (address_key) do update"
          + " set suppressed_at = greatest(email_suppression.suppressed_at, excluded.suppressed_at)";

  private static final String EXISTS =
      "select exists (select from email_suppression where address_key = $1"
          + " and ($2::timestamptz is null or suppressed_at >= $2)) as suppressed";

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

  /**
   * Whether an address gets no mails.
   *
   * @param subscribedAt when its owner last asked for some; null if never
   */
  Uni<Boolean> isSuppressed(String address, @Nullable Instant subscribedAt) {
    return pool.preparedQuery(EXISTS)
        .execute(
            Tuple.of(
                key(address), subscribedAt == null ? null : subscribedAt.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getBoolean("suppressed"));
  }

  private String key(String address) {
    return links.hidden(address).orElseThrow();
  }
}
