package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;

/** {@code /v1/kpis} by raw SQL: leads, buyers, money and time by tier, and the work of reps. */
record RawHeadlines(RawSql raw) {

  private static final String STAYS =
      """
      with stay as (
        select lead_id, to_tier as tier, since,
          lead(since) over (partition by lead_id order by since) as until
        from tier_change
        union all
        select snapshot.lead_id, 'newsletter', min(at), min(since)
        from snapshot join tier_change using (lead_id) group by snapshot.lead_id
      )
      """;

  private static final String LEADS =
      STAYS
          + """
          , presence as (
            select lead_id, tier from stay where since < :to and (until is null or until > :from)
            union
            select lead_id, tier_before from conversion
            where occurred_at >= :from and occurred_at < :to
          )
          select tier, count(distinct lead_id) from presence group by rollup (tier)
          """;

  private static final String ORDERS =
      """
      select tier_before, count(distinct lead_id), count(*),
        sum(value * case currency when 'USD' then 0.8 else 1 end)
      from conversion
      where occurred_at >= :from and occurred_at < :to
      group by rollup (tier_before)
      """;

  private static final String DAYS_IN_TIER =
      STAYS
          + """
          select tier, extract(epoch from avg(until - since)) / 86400
          from stay
          where until >= :from and until < :to and until > since
          group by tier
          """;

  private static final String REPEAT_BUYERS =
      """
      select count(distinct lead_id)
      from (
        select *, row_number() over (partition by lead_id order by occurred_at, id) as nth
        from conversion
      ) c
      where nth > 1 and occurred_at >= :from and occurred_at < :to
      """;

  private static final String CUSTOMERS =
      "select count(distinct lead_id) from conversion where occurred_at < :to";

  /** Of the period before, which is as long. */
  private static final String CAME_BACK =
      """
      select count(*) from (
        select lead_id from conversion where occurred_at >= :from and occurred_at < :to
        intersect
        select lead_id from conversion
        where occurred_at >= :from - (:to - :from) and occurred_at < :from
      ) again
      """;

  private static final String CROSSINGS =
      """
      select to_tier, count(*), count(delivery.id)
      from tier_change
      left join delivery on tier_change_id = tier_change.id and result = 'delivered'
      where since >= :from and since < :to
      group by to_tier
      """;

  private static final String LABELS =
      """
      select kind, count(*) from outcome
      where occurred_at >= :from and occurred_at < :to
      group by kind
      """;

  void check(JsonNode kpis) throws SQLException {
    checkLeads(kpis);
    checkOrders(kpis);
    checkStays(kpis);
    checkCustomers(kpis);
    checkContact(kpis);
    checkLabels(kpis);
  }

  private void checkLeads(JsonNode kpis) throws SQLException {
    for (List<String> row : raw.rows(LEADS)) {
      raw.same("leads of " + row.get(0), row.get(1), of(kpis, row.get(0)).path("leads"));
    }
  }

  private void checkOrders(JsonNode kpis) throws SQLException {
    for (List<String> row : raw.rows(ORDERS)) {
      JsonNode figures = of(kpis, row.get(0));
      raw.same("buyers of " + row.get(0), row.get(1), figures.path("convertedLeads"));
      raw.same("orders of " + row.get(0), row.get(2), figures.path("orders"));
      raw.near("revenue of " + row.get(0), row.get(3), figures.at("/money/revenue/amount"));
    }
  }

  private void checkStays(JsonNode kpis) throws SQLException {
    for (List<String> row : raw.rows(DAYS_IN_TIER)) {
      raw.near("days in " + row.get(0), row.get(1), of(kpis, row.get(0)).path("daysInTier"));
    }
  }

  private void checkCustomers(JsonNode kpis) throws SQLException {
    raw.same("repeat buyers", raw.figure(REPEAT_BUYERS), kpis.at("/total/repeatPurchase/part"));
    raw.same("customers", raw.figure(CUSTOMERS), kpis.at("/customers/count"));
    raw.same("buyers who came back", raw.figure(CAME_BACK), kpis.at("/customers/retention/part"));
  }

  /** Crossings, and whom reps heard of. */
  private void checkContact(JsonNode kpis) throws SQLException {
    for (List<String> row : raw.rows(CROSSINGS)) {
      JsonNode contact = of(kpis, row.get(0)).path("contact");
      raw.same("crossings to " + row.get(0), row.get(1), contact.path("crossings"));
      raw.same("served in " + row.get(0), row.get(2), contact.at("/served/part"));
    }
  }

  /** What reps and the CRM said. */
  private void checkLabels(JsonNode kpis) throws SQLException {
    for (List<String> row : raw.rows(LABELS)) {
      if (row.get(0).equals("won")) {
        raw.same("deals won", row.get(1), kpis.at("/total/labels/won/part"));
      } else if (row.get(0).equals("good_lead")) {
        raw.same("good leads", row.get(1), kpis.at("/total/labels/accepted/part"));
      }
    }
  }

  private static JsonNode of(JsonNode kpis, String tier) {
    for (JsonNode figures : kpis.path("tiers")) {
      if (figures.path("tier").asText().equals(tier)) {
        return figures;
      }
    }
    return kpis.path("total");
  }
}
