package dev.leadlight.benchmarks.kpi;

import dev.leadlight.local.infrastructure.Infrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a year, made by PostgreSQL itself, and their daily sums.
 *
 * <p>A lead is first seen at some moment of 2025 in newsletter, and has five tier changes: to
 * nurture, to sales-ready, to nurture, to newsletter and to nurture again, one in each of the
 * fortnights and a day that follow; it has a snapshot of the first sight and one of the second
 * change. Half of the changes came by a channel, a third of the snapshots and changes tell a
 * segment, a tenth of the leads are in an experiment. A quarter of the leads order, and visit one
 * of twenty stores, most of them their own one. Of half of the leads a rep was told when they
 * became sales-ready, of a tenth of those a rep says how they were, and so many deals are won.
 */
final class Ledger implements AutoCloseable {

  static final int CHANGES_OF_A_LEAD = 5;

  /** As many as the service takes when many wait. */
  private static final int MARKS_A_ROUND = 500_000;

  private static final String AT =
      "timestamptz '2025-01-01 00:00Z' + interval '1 second' * ("
          + "(hashint8(l)::bigint & 2147483647) %% 31536000 + %s)";

  private static final String ARM =
      "case when l % 100 = 0 then 'hold-out' when l % 10 = 0 then 'champion' end";

  /**
   * Of the first sight and of the second change. Pages all have looked at; who is to order puts
   * things into carts and visits stores more often than others, and clicks in mails as often.
   */
  private static final String SNAPSHOTS =
      """
      insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version, arm,
        features_version, features, segments)
      select 's' || l || '-' || n, 'lead-' || l, moments.at[n], (array['newsletter', 'sales-ready'])[n],
        1, 'card', '1', %s, 2,
        jsonb_build_object('pages_30d', 1 + l %% 7, 'pages_90d', 9, 'deeds_30d', 12, 'sessions_30d', 2,
          'active_days_30d', 2, 'tenure_days', 1.5, 'days_silent', 0, 'share_online', 0.75,
          'cart_adds_30d', case when l %% 8 = 0 or l %% 16 = 5 then n else 0 end,
          'cart_adds_90d', 3, 'email_clicks_30d', case when l %% 3 = 0 then 1 else 0 end)
          || case when l %% 6 = 0 then '{"store_visits_30d": 1}'::jsonb else '{}'::jsonb end,
        case when l %% 3 = 0 then array[(array['window-shopper', 'repeat-browser'])[1 + l %% 2]] end
      from generate_series(1, %d) l cross join generate_series(1, 2) n
      cross join lateral (select array[%s, %s] as at) moments
      """;

  private static final String CHANGES =
      """
      insert into tier_change (id, lead_id, sequence, from_tier, to_tier, score, since, decided_at,
        scorecard_id, scorecard_version, arm, cause, channel, segments)
      select 'c' || l || '-' || k, 'lead-' || l, k,
        (array['newsletter', 'nurture', 'sales-ready', 'nurture', 'newsletter'])[k],
        (array['nurture', 'sales-ready', 'nurture', 'newsletter', 'nurture'])[k],
        1, at, at, 'card', '1', %s, 'event',
        case when k %% 2 = 1 then (array['online', 'in_store', 'email'])[1 + l %% 3] end,
        case when l %% 3 = 0 then array[(array['window-shopper', 'repeat-browser'])[1 + l %% 2]] end
      from generate_series(1, %d) l cross join generate_series(1, 5) k
      cross join lateral (
        select %s as at
      ) moment
      """;

  private static final String BUYER =
      "4 * (1 + (hashint8(o * 7) & 2147483647) %% greatest(1, %d / 4))";

  /** Nine tenths go to the store of the lead, the others to any. */
  private static final String STORE =
      "'store-' || case when o % 10 = 3 then hashint8(o * 11) & 15 else (l / 4) % 20 end";

  private static final String ORDERS =
      """
      insert into conversion (id, lead_id, order_id, value, currency, occurred_at, channel, source,
        tier_before, score_before, scorecard_id, scorecard_version, arm, store, signals_before)
      select 'o' || o, 'lead-' || l, 'o' || o, 10 + o %% 190, (array['EUR', 'EUR', 'USD'])[1 + o %% 3],
        %s, (array['online', 'in_store'])[1 + o %% 2], 'shop',
        (array['newsletter', 'nurture', 'sales-ready'])[1 + o %% 3], 1, 'card', '1', %s,
        case when o %% 2 = 1 then %s end,
        (array['{"pages": 3}', '{"pages": 5, "cart_adds": 1}', '{"cart_adds": 2, "store_visits": 1}',
          '{"searches": 1, "wishlist_adds": 1}'])[1 + o %% 4]::jsonb
      from generate_series(1, %d) o
      cross join lateral (select %s as l) lead
      """;

  private static final String VISITS =
      """
      insert into store_signal (id, lead_id, signal, store, zone, dwell_seconds, occurred_at, tier)
      select 'v' || o, 'lead-' || l, (array['store_visited', 'product_tried'])[1 + o %% 2], %s,
        (array['window', 'shoes', 'cafe'])[1 + o %% 4], case when o %% 3 = 0 then 60 + o %% 600 end,
        %s, (array['newsletter', 'nurture', 'sales-ready'])[1 + o %% 3]
      from generate_series(1, %d) o
      cross join lateral (select %s as l) lead
      """;

  private static final String DELIVERIES =
      """
      insert into delivery (id, tier_change_id, lead_id, playbook, action, destination, result,
        attempts, planned_at, concluded_at, verb)
      select 'd' || lead_id, id, lead_id, 'reps', 'slack', 'slack',
        (array['delivered', 'delivered', 'failed'])[1 + extract(epoch from since)::bigint / 2 %% 3],
        1, since, since + interval '1 second' * (extract(epoch from since)::bigint %% 900), 'notify'
      from tier_change
      where sequence = 2 and extract(epoch from since)::bigint %% 2 = 0
      """;

  private static final String LABELS =
      """
      insert into outcome (source, id, lead_id, kind, occurred_at, value, currency, answers, told_as)
      select 'crm', 'l' || l, 'lead-' || l, (array['good_lead', 'not_ready', 'won', 'lost'])[1 + l %% 4],
        %s, case when l %% 4 = 2 then 500 end, case when l %% 4 = 2 then 'EUR' end, '{}',
        'lead-' || l
      from generate_series(1, %d, 9) l
      """;

  private static final List<String> TABLES =
      List.of("snapshot", "tier_change", "conversion", "store_signal", "delivery", "outcome");

  private final Connection connection;

  Ledger(Infrastructure infrastructure) throws SQLException {
    connection =
        DriverManager.getConnection(
            infrastructure.jdbcUrl(FeedbackRecipe.DATABASE),
            infrastructure.databaseUser(),
            infrastructure.databasePassword());
  }

  /** Writes the records, and marks their leads all at once. */
  void fill(int changes, int orders) throws SQLException {
    int leads = Math.max(1, changes / CHANGES_OF_A_LEAD);
    String later =
        "(k - 1) * 1296000 + 1 + (hashint8(l + k * 1000003)::bigint & 2147483647) % 1296000";
    String bought = "(hashint8(o)::bigint & 2147483647) % 7776000";
    String buyer = BUYER.formatted(leads);
    for (String ofMonth : List.of("'snapshot', 'at'", "'conversion', 'occurred_at'")) {
      run(
          "select make_month(%s, m::date) from generate_series(date '2025-01-01', '2026-06-01', interval '1 month') m"
              .formatted(ofMonth));
    }
    for (String table : TABLES) {
      run("alter table " + table + " disable trigger user");
    }
    run(SNAPSHOTS.formatted(ARM, leads, AT.formatted("0"), AT.formatted(later.replace("k", "2"))));
    run(CHANGES.formatted(ARM, leads, AT.formatted(later)));
    run(ORDERS.formatted(AT.formatted(bought), ARM, STORE, orders, buyer));
    run(VISITS.formatted(STORE, AT.formatted(bought), orders, buyer));
    run(DELIVERIES.formatted());
    run(LABELS.formatted(AT.formatted("8640000"), leads));
    for (String table : TABLES) {
      run("alter table " + table + " enable trigger user");
      run("analyze " + table);
    }
    run(
        "insert into kpi_dirty (lead_id) select 'lead-' || l from generate_series(1, %d) l"
            .formatted(leads));
  }

  /** Whether there are records. */
  boolean isFilled() throws SQLException {
    return number("select count(*) from (select from tier_change limit 1) any_change") > 0;
  }

  /**
   * What it took to bring the sums up to the records.
   *
   * @param cpuSeconds of PostgreSQL
   */
  record Effort(long marks, double seconds, double cpuSeconds) {}

  /** Brings the sums up to the records. */
  Effort rollUp() throws SQLException {
    long all = 0;
    long begun = System.nanoTime();
    double cpuBefore = cpuSeconds();
    while (number("select count(*) from (select from kpi_dirty limit 1) any_mark") > 0) {
      // 0 while the service, which was just stopped, ends its round
      long taken = number("select kpi_refresh(" + MARKS_A_ROUND + ")");
      all += taken;
      System.err.printf("%,d leads rolled up, %.0f CPU seconds%n", all, cpuSeconds());
    }
    run("vacuum (analyze) kpi_sum");
    run("vacuum (analyze) kpi_span");
    return new Effort(all, (System.nanoTime() - begun) / 1e9, cpuSeconds() - cpuBefore);
  }

  /** Of this connection's process. */
  private double cpuSeconds() throws SQLException {
    String[] stat = rows("select pg_read_file('/proc/self/stat')").get(0).get(0).split(" ", -1);
    return (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) / 100.0;
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).get(0).get(0));
  }

  /** All rows, their columns as text. */
  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      int columns = answer.getMetaData().getColumnCount();
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(answer.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
