package dev.leadlight.feedback.snapshot.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.snapshot.ExportQuestion;
import dev.leadlight.feedback.snapshot.LabelledSnapshot;
import dev.leadlight.feedback.snapshot.OrdersAround;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads snapshots with their labels through a cursor: {@link #FETCH} rows lie in memory, and the
 * next are fetched when those have gone out. Labels of a row are looked up by the indexes of the
 * leads that the person is made of.
 */
@ApplicationScoped
public class SnapshotExportStore {

  private static final int FETCH = 200;

  /** $1 and $2 the period, $3 the horizon in milliseconds. */
  private static final String READ =
      """
      select s.id, s.lead_id, person.id as person, s.at, s.tier, s.score, s.scorecard_id,
        s.scorecard_version, s.arm, s.features_version, s.features, s.suspicion,
        ordered.before, ordered.latest_before, ordered.after, ordered.first_after,
        coalesce(worth.by_currency, '{}') as by_currency,
        coalesce(told.by_kind, '{}') as by_kind
      from snapshot s
      cross join lateral (
        with recursive up (id, step) as (
          select s.lead_id, 0
          union all
          select a.survivor, step + 1 from up join lead_alias a on a.absorbed = up.id
          where step < 100)
        select id from up order by step desc limit 1) person
      cross join lateral (
        with recursive down (id, step) as (
          select person.id, 0
          union all
          select a.absorbed, step + 1 from down join lead_alias a on a.survivor = down.id
          where step < 100)
        select array_agg(id) as leads from down) part
      cross join lateral (
        select s.at + $3 * interval '1 millisecond' as until) horizon
      cross join lateral (
        select count(*) filter (where c.occurred_at <= s.at) as before,
          max(c.occurred_at) filter (where c.occurred_at <= s.at) as latest_before,
          count(*) filter (where c.occurred_at > s.at) as after,
          min(c.occurred_at) filter (where c.occurred_at > s.at) as first_after
        from conversion c
        where c.lead_id = any (part.leads) and c.occurred_at <= horizon.until) ordered
      left join lateral (
        select jsonb_object_agg(of_one.currency, of_one.value) as by_currency
        from (
          select coalesce(c.currency, '') as currency, coalesce(sum(c.value), 0) as value
          from conversion c
          where c.lead_id = any (part.leads)
            and c.occurred_at > s.at and c.occurred_at <= horizon.until
          group by 1) of_one) worth on ordered.after > 0
      left join lateral (
        select jsonb_object_agg(of_one.kind, of_one.count) as by_kind
        from (
          select o.kind, count(*) as count from outcome o
          where o.lead_id = any (part.leads)
            and o.occurred_at > s.at and o.occurred_at <= horizon.until
          group by 1) of_one) told on true
      where s.at >= $1 and s.at < $2
      order by s.at, s.id
      """;

  private final Database database;

  SnapshotExportStore(Database database) {
    this.database = database;
  }

  /** The snapshots of a period, in order of time, read as they are taken. */
  Multi<LabelledSnapshot> read(ExportQuestion question) {
    Tuple parameters =
        Tuple.of(
            Database.utc(question.from()),
            Database.utc(question.to()),
            (double) question.horizon().toMillis());
    return Multi.createFrom()
        .resourceFromUni(database::connection, connection -> rows(connection, parameters))
        .withFinalizer(SqlConnection::close)
        .map(SnapshotExportStore::snapshot);
  }

  /** A cursor lives in a transaction; closing the connection ends both. */
  private static Multi<Row> rows(SqlConnection connection, Tuple parameters) {
    return connection
        .begin()
        .chain(() -> connection.prepare(READ))
        .onItem()
        .transformToMulti(prepared -> prepared.createStream(FETCH, parameters).toMulti());
  }

  private static LabelledSnapshot snapshot(Row row) {
    return new LabelledSnapshot(
        row.getString("id"),
        row.getString("lead_id"),
        row.getString("person"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("tier"),
        row.getDouble("score"),
        row.getString("scorecard_id"),
        row.getString("scorecard_version"),
        row.getString("arm"),
        row.getInteger("features_version"),
        map(row.getJsonObject("features"), value -> ((Number) value).doubleValue()),
        row.getString("suspicion"),
        new OrdersAround(
            row.getLong("before"),
            instant(row.getOffsetDateTime("latest_before")),
            row.getLong("after"),
            instant(row.getOffsetDateTime("first_after"))),
        map(row.getJsonObject("by_currency"), value -> new BigDecimal(value.toString())),
        map(row.getJsonObject("by_kind"), value -> ((Number) value).longValue()));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
    return moment == null ? null : moment.toInstant();
  }

  private static <V> Map<String, V> map(JsonObject object, Function<Object, V> read) {
    Map<String, V> map = new HashMap<>();
    object.forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
    return map;
  }
}
