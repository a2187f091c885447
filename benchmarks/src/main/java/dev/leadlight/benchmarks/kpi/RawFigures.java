package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The same figures by raw SQL over the records, written without a look at how the service does it.
 */
final class RawFigures {

  private static final String STAYS =
      """
      stay as (
        select lead_id, to_tier as tier, since,
          lead(since) over (partition by lead_id order by since) as until
        from tier_change
        union all
        select snapshot.lead_id, 'newsletter', min(at), min(since)
        from snapshot join tier_change using (lead_id) group by snapshot.lead_id
      )
      """;

  private final Ledger ledger;
  private final String from;
  private final String to;
  private final List<String> differences = new ArrayList<>();

  /** Of a period of whole days in UTC, both inside. */
  RawFigures(Ledger ledger, String from, String to) {
    this.ledger = ledger;
    this.from = "timestamptz '" + from + " 00:00Z'";
    this.to = "timestamptz '" + to + " 00:00Z' + interval '1 day'";
  }

  /** What is not the same; empty if all is. */
  List<String> differences() {
    return differences;
  }

  void checkHeadlines(JsonNode kpis) throws SQLException {
    List<List<String>> leads =
        ledger.rows(
            "with "
                + STAYS
                + ", presence as (select lead_id, tier from stay where since < "
                + to
                + " and (until is null or until > "
                + from
                + ") union select lead_id, tier_before from conversion where "
                + during("occurred_at")
                + ") select tier, count(distinct lead_id) from presence group by rollup (tier)");
    for (List<String> row : leads) {
      same("leads of " + row.get(0), row.get(1), of(kpis, row.get(0)).get("leads").asText());
    }
    List<List<String>> orders =
        ledger.rows(
            "select tier_before, count(distinct lead_id), count(*), sum(value * case currency when"
                + " 'USD' then 0.8 else 1 end) from conversion where "
                + during("occurred_at")
                + " group by rollup (tier_before)");
    for (List<String> row : orders) {
      JsonNode figures = of(kpis, row.get(0));
      same("buyers of " + row.get(0), row.get(1), figures.get("convertedLeads").asText());
      same("orders of " + row.get(0), row.get(2), figures.get("orders").asText());
      near("revenue of " + row.get(0), row.get(3), figures.at("/money/revenue/amount"));
    }
    same(
        "repeat buyers",
        Long.toString(
            ledger.number(
                "select count(distinct lead_id) from (select *, row_number() over (partition by"
                    + " lead_id order by occurred_at, id) as nth from conversion) c where nth > 1"
                    + " and "
                    + during("occurred_at"))),
        kpis.at("/total/repeatPurchase/part").asText());
    same(
        "customers",
        Long.toString(
            ledger.number(
                "select count(distinct lead_id) from conversion where occurred_at < " + to)),
        kpis.at("/customers/count").asText());
    List<List<String>> ended =
        ledger.rows(
            "with "
                + STAYS
                + " select tier, extract(epoch from avg(until - since)) / 86400 from stay where "
                + during("until")
                + " and until > since group by tier");
    for (List<String> row : ended) {
      near("days in " + row.get(0), row.get(1), of(kpis, row.get(0)).path("daysInTier"));
    }
    String before = "(" + from + " - (" + to + " - " + from + "))";
    same(
        "buyers who came back",
        Long.toString(
            ledger.number(
                "select count(*) from (select lead_id from conversion where "
                    + during("occurred_at")
                    + " intersect select lead_id from conversion where occurred_at >= "
                    + before
                    + " and occurred_at < "
                    + from
                    + ") again")),
        kpis.at("/customers/retention/part").asText());
  }

  /** Crossings, whom reps heard of, and what they and the CRM said. */
  void checkWorkOfReps(JsonNode kpis) throws SQLException {
    for (List<String> row :
        ledger.rows(
            "select to_tier, count(*), count(delivery.id) from tier_change left join delivery on"
                + " tier_change_id = tier_change.id and result = 'delivered' where "
                + during("since")
                + " group by to_tier")) {
      JsonNode contact = of(kpis, row.get(0)).get("contact");
      same("crossings to " + row.get(0), row.get(1), contact.get("crossings").asText());
      same("served in " + row.get(0), row.get(2), contact.at("/served/part").asText());
    }
    for (List<String> row :
        ledger.rows(
            "select kind, count(*) from outcome where " + during("occurred_at") + " group by 1")) {
      if (row.get(0).equals("won")) {
        same("deals won", row.get(1), kpis.at("/total/labels/won/part").asText());
      } else if (row.get(0).equals("good_lead")) {
        same("good leads", row.get(1), kpis.at("/total/labels/accepted/part").asText());
      }
    }
  }

  void checkStores(JsonNode stores) throws SQLException {
    for (List<String> row :
        ledger.rows(
            "select store, count(distinct (lead_id, date_trunc('day', at at time zone 'UTC')))"
                + " filter (where is_visit), count(distinct lead_id), count(*) filter (where not"
                + " is_visit) from (select store, lead_id, occurred_at as at, true as is_visit from"
                + " store_signal union all select store, lead_id, occurred_at, false from conversion"
                + " where store is not null) been where "
                + during("at")
                + " group by store")) {
      for (JsonNode store : stores.get("stores")) {
        if (store.get("store").asText().equals(row.get(0))) {
          same("visits of " + row.get(0), row.get(1), store.at("/total/visits").asText());
          same("leads of " + row.get(0), row.get(2), store.at("/total/leads").asText());
          same("orders of " + row.get(0), row.get(3), store.at("/total/orders").asText());
        }
      }
    }
  }

  void checkChannels(JsonNode groups) throws SQLException {
    List<List<String>> rows =
        ledger.rows(
            "select channel, count(distinct lead_id), count(*) from conversion where "
                + during("occurred_at")
                + " group by channel");
    for (List<String> row : rows) {
      for (JsonNode group : groups.get("groups")) {
        if (group.get("value").asText().equals(row.get(0))) {
          same("buyers by " + row.get(0), row.get(1), group.at("/total/convertedLeads").asText());
          same("orders by " + row.get(0), row.get(2), group.at("/total/orders").asText());
        }
      }
    }
  }

  void checkCohorts(JsonNode cohorts) throws SQLException {
    TreeMap<String, String> sizes = new TreeMap<>();
    for (List<String> row :
        ledger.rows(
            "select to_char(first at time zone 'UTC', 'YYYY-MM'), count(*) from (select"
                + " min(occurred_at) as first from conversion group by lead_id) c group by 1")) {
      sizes.put(row.get(0), row.get(1));
    }
    for (JsonNode cohort : cohorts.get("cohorts")) {
      String month = cohort.get("firstOrder").asText();
      same("cohort of " + month, sizes.getOrDefault(month, "0"), cohort.get("size").asText());
    }
  }

  void checkIncremental(JsonNode incremental) throws SQLException {
    for (List<String> row :
        ledger.rows(
            "select arm = 'hold-out', sum(value * case currency when 'USD' then 0.8 else 1 end)"
                + " from conversion where arm is not null and "
                + during("occurred_at")
                + " group by 1")) {
      String which = row.get(0).equals("t") ? "holdOut" : "routed";
      near("revenue of " + which, row.get(1), incremental.at("/" + which + "/revenue"));
    }
  }

  String during(String moment) {
    return moment + " >= " + from + " and " + moment + " < " + to;
  }

  private static JsonNode of(JsonNode kpis, String tier) {
    for (JsonNode figures : kpis.get("tiers")) {
      if (figures.path("tier").asText().equals(tier)) {
        return figures;
      }
    }
    return kpis.get("total");
  }

  void same(String what, String raw, String answered) {
    if (!raw.equals(answered)) {
      differences.add(what + ": " + answered + " instead of " + raw);
    }
  }

  private void near(String what, String raw, JsonNode answered) {
    double expected = raw.equals("null") ? 0 : Double.parseDouble(raw);
    if (Math.abs(answered.asDouble() - expected) > Math.max(0.01, Math.abs(expected) * 1e-6)) {
      differences.add(what + ": " + answered + " instead of " + raw);
    }
  }
}
