package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables beside the headlines by raw SQL. */
record RawTables(RawSql raw) {

  private static final String STORES =
      """
      select store,
        count(distinct (lead_id, date_trunc('day', at at time zone 'UTC'))) filter (where is_visit),
        count(distinct lead_id),
        count(*) filter (where not is_visit)
      from (
        select store, lead_id, occurred_at as at, true as is_visit from store_signal
        union all
        select store, lead_id, occurred_at, false from conversion where store is not null
      ) been
      where at >= :from and at < :to
      group by store
      """;

  private static final String CHANNELS =
      """
      select channel, count(distinct lead_id), count(*)
      from conversion
      where occurred_at >= :from and occurred_at < :to
      group by channel
      """;

  private static final String COHORT_SIZES =
      """
      select to_char(first at time zone 'UTC', 'YYYY-MM'), count(*)
      from (select min(occurred_at) as first from conversion group by lead_id) c
      group by 1
      """;

  private static final String REVENUE_OF_ARMS =
      """
      select arm = 'hold-out', sum(value * case currency when 'USD' then 0.8 else 1 end)
      from conversion
      where arm is not null and occurred_at >= :from and occurred_at < :to
      group by 1
      """;

  void checkStores(JsonNode stores) throws SQLException {
    for (List<String> row : raw.rows(STORES)) {
      for (JsonNode store : stores.path("stores")) {
        if (store.path("store").asText().equals(row.get(0))) {
          raw.same("visits of " + row.get(0), row.get(1), store.at("/total/visits"));
          raw.same("leads of " + row.get(0), row.get(2), store.at("/total/leads"));
          raw.same("orders of " + row.get(0), row.get(3), store.at("/total/orders"));
        }
      }
    }
  }

  void checkChannels(JsonNode groups) throws SQLException {
    for (List<String> row : raw.rows(CHANNELS)) {
      for (JsonNode group : groups.path("groups")) {
        if (group.path("value").asText().equals(row.get(0))) {
          raw.same("buyers by " + row.get(0), row.get(1), group.at("/total/convertedLeads"));
          raw.same("orders by " + row.get(0), row.get(2), group.at("/total/orders"));
        }
      }
    }
  }

  void checkCohorts(JsonNode cohorts) throws SQLException {
    Map<String, String> sizes = new HashMap<>();
    for (List<String> row : raw.rows(COHORT_SIZES)) {
      sizes.put(row.get(0), row.get(1));
    }
    for (JsonNode cohort : cohorts.path("cohorts")) {
      String month = cohort.path("firstOrder").asText();
      raw.same("cohort of " + month, sizes.getOrDefault(month, "0"), cohort.path("size"));
    }
  }

  void checkIncremental(JsonNode incremental) throws SQLException {
    for (List<String> row : raw.rows(REVENUE_OF_ARMS)) {
      String arm = row.get(0).equals("t") ? "holdOut" : "routed";
      raw.near("revenue of " + arm, row.get(1), incremental.at("/" + arm + "/revenue"));
    }
  }
}
