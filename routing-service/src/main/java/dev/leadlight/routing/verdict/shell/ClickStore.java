package dev.leadlight.routing.verdict.shell;

import dev.leadlight.routing.verdict.Click;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Clicks in PostgreSQL. One round trip each. A click is claimed by moving it into the future, so
 * one that a replica dies over is done by another; a click that keeps failing is let go.
 */
@ApplicationScoped
class ClickStore {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration REMEMBERED = Duration.ofDays(7);
  private static final int MOST_ATTEMPTS = 30;

  private static final String INSERT =
      """
      insert into slack_click (id, kind, delivery_id, slack_user, channel, message, response_url,
        clicked_at, due_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""";

  private static final String CLAIM =
      """
      with due as (
        select id from slack_click where done_at is null and due_at <= $1
        order by due_at limit $2 for update skip locked)
      update slack_click c
      set due_at = $3, attempts = attempts + 1,
        done_at = case when attempts >= $4 then $1::timestamptz end
      from due where c.id = due.id
      returning c.id, c.kind, c.delivery_id, c.slack_user, c.channel, c.message, c.response_url,
        c.clicked_at""";

  private static final String DONE =
      "update slack_click set done_at = $2, response_url = null where id = $1";

  private static final String FORGET = "delete from slack_click where done_at < $1";

  private final Pool pool;

  ClickStore(Pool pool) {
    this.pool = pool;
  }

  /** Writes a click down; one that is known stays as it is. */
  Uni<Void> put(Click click, Instant now) {
    Tuple row =
        Tuple.tuple()
            .addString(click.id())
            .addString(click.kind().label())
            .addString(click.delivery())
            .addString(click.user())
            .addString(click.channel())
            .addString(click.message())
            .addString(click.responseUrl())
            .addOffsetDateTime(at(click.clickedAt()))
            .addOffsetDateTime(at(now));
    return pool.preparedQuery(INSERT).execute(row).replaceWithVoid();
  }

  Uni<List<Click>> claim(int most, Instant now) {
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(at(now), most, at(now.plus(LEASE)), MOST_ATTEMPTS))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(ClickStore::click).toList());
  }

  Uni<Void> done(Click click, Instant now) {
    return pool.preparedQuery(DONE).execute(Tuple.of(click.id(), at(now))).replaceWithVoid();
  }

  /** Forgets what is long done. */
  Uni<Void> forget(Instant now) {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(at(now.minus(REMEMBERED))))
        .replaceWithVoid();
  }

  private static Click click(Row row) {
    return new Click(
        row.getString("id"),
        Click.Kind.ofLabel(row.getString("kind")).orElseThrow(),
        row.getString("delivery_id"),
        row.getString("slack_user"),
        row.getString("channel"),
        row.getString("message"),
        row.getString("response_url"),
        row.getOffsetDateTime("clicked_at").toInstant());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
