package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.sql.SQLException;
import java.util.List;

/** What preceded orders, and what orders followed the first snapshots of days, by raw SQL. */
record RawSignals(RawSql raw) {

  private static final String ORDERS_AFTER =
      """
      select signal, count(*)
      from conversion cross join lateral jsonb_object_keys(signals_before) signal
      where occurred_at >= :from and occurred_at < :to
      group by signal
      """;

  /** Of all days of leads under the signal ''. */
  private static final String DAYS_BEFORE =
      """
      with first as (
        select distinct on (lead_id, date_trunc('day', at at time zone 'UTC')) lead_id, at, features
        from snapshot
        where at >= :from and at < :to
        order by lead_id, date_trunc('day', at at time zone 'UTC'), at, id
      ), bought as (
        select features,
          exists (
            select from conversion
            where conversion.lead_id = first.lead_id
              and occurred_at > at and occurred_at <= at + interval '720 hours'
          ) as followed
        from first
      )
      select signal, count(*), count(*) filter (where followed)
      from bought cross join lateral (
        select '' as signal
        union all
        select left(key, -4) from jsonb_each_text(features)
        where key like '%\\_30d' and key <> 'active_days_30d' and value <> '0'
      ) known
      group by signal
      """;

  void check(JsonNode signals) throws SQLException {
    for (List<String> row : raw.rows(ORDERS_AFTER)) {
      raw.same(
          "orders after " + row.get(0), row.get(1), of(row.get(0), signals).at("/orders/part"));
    }
    for (List<String> row : raw.rows(DAYS_BEFORE)) {
      JsonNode bought =
          row.get(0).isEmpty()
              ? signals.at("/leadDays/bought")
              : of(row.get(0), signals).at("/lift/bought");
      raw.same("days of leads with " + row.get(0), row.get(1), bought.path("of"));
      raw.same("those that an order followed, " + row.get(0), row.get(2), bought.path("part"));
    }
  }

  private static JsonNode of(String signal, JsonNode signals) {
    for (JsonNode each : signals.path("signals")) {
      if (each.path("signal").asText().equals(signal)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }
}
