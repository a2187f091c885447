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
 * fortnights and a day that follow. Half of the changes came by a channel, a third of the snapshots
 * and changes tell a segment, a tenth of the leads are in an experiment. A quarter of the leads
 * order.
 */
final class Ledger implements AutoCloseable {

  static final int CHANGES_OF_A_LEAD = 5;

  /** As many as the service takes when many wait. */
  private static final int MARKS_A_ROUND = 50_000;

  private static final String AT =
      "timestamptz '2025-01-01 00:00Z' + interval '1 second' * ("
          + "(hashint8(l)::bigint & 2147483647) %% 31536000 + %s)";

  private static final String ARM =
      "case when l % 100 = 0 then 'hold-out' when l % 10 = 0 then 'champion' end";

  private static final String SNAPSHOTS =
      """
      insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version, arm,
        features_version, features, segments)
      select 's' || l, 'lead-' || l, %s, 'newsletter', 1, 'card', '1', %s, 1, '{}',
        case when l %% 3 = 0 then array[(array['window-shopper', 'repeat-browser'])[1 + l %% 2]] end
      from generate_series(1, %d) l
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

  private static final String ORDERS =
      """
      insert into conversion (id, lead_id, order_id, value, currency, occurred_at, channel, source,
        tier_before, score_before, scorecard_id, scorecard_version, arm, store)
      select 'o' || o, 'lead-' || l, 'o' || o, 10 + o %% 190, (array['EUR', 'EUR', 'USD'])[1 + o %% 3],
        %s, (array['online', 'in_store'])[1 + o %% 2], 'shop',
        (array['newsletter', 'nurture', 'sales-ready'])[1 + o %% 3], 1, 'card', '1', %s,
        case when o %% 2 = 1 then 'store-' || o %% 20 end
      from generate_series(1, %d) o
      cross join lateral (
        select 4 * (1 + (hashint8(o * 7) & 2147483647) %% greatest(1, %d / 4)) as l
      ) lead
      """;

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
    for (String table : List.of("snapshot", "tier_change", "conversion")) {
      run("alter table " + table + " disable trigger user");
    }
    run(SNAPSHOTS.formatted(AT.formatted("0"), ARM, leads));
    run(CHANGES.formatted(ARM, leads, AT.formatted(later)));
    run(ORDERS.formatted(AT.formatted(bought), ARM, orders, leads));
    for (String table : List.of("snapshot", "tier_change", "conversion")) {
      run("alter table " + table + " enable trigger user");
      run("analyze " + table);
    }
    run(
        "insert into kpi_dirty (lead_id) select 'lead-' || l from generate_series(1, %d) l"
            .formatted(leads));
  }

  /** Brings the sums up to the records; answers how many marks that took. */
  long rollUp() throws SQLException {
    long all = 0;
    for (long taken = 1; taken > 0; all += taken) {
      taken = number("select kpi_refresh(" + MARKS_A_ROUND + ")");
      System.err.printf("\rRolled up %,d leads", all + taken);
    }
    System.err.println();
    run("vacuum (analyze) kpi_sum");
    run("vacuum (analyze) kpi_span");
    return all;
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
