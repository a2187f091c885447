package dev.leadlight.feedback.database.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.Infrastructure;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** An installation that is updated keeps what it has. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class MigrationsTest {

  private static final String DATABASE = "migrations";

  /** As the first version knew them: 40 leads of three months, with changes, orders and calls. */
  private static final String HISTORY =
      """
      insert into snapshot
      select 's' || l, 'lead-' || l, timestamptz '2026-01-05 00:00Z' + interval '1 day' * l,
        'newsletter', 1, 'card', '1', case when l %% 4 = 0 then 'champion' end, 1, '{"pages_7d": 2}'
      from generate_series(%1$d, %2$d) l;
      insert into tier_change
      select 'c' || l || '-' || k, 'lead-' || l, k, (array['newsletter', 'nurture'])[k],
        (array['nurture', 'sales-ready'])[k], 1, at, at, 'card', '1', null, 'event', 'online'
      from generate_series(%1$d, %2$d) l cross join generate_series(1, 2) k
      cross join lateral (
        select timestamptz '2026-01-05 00:00Z' + interval '1 day' * (l + 3 * k) as at) moment;
      insert into conversion
      select 'o' || l, 'lead-' || l, 'o' || l, 10 * l, 'EUR',
        timestamptz '2026-01-20 00:00Z' + interval '1 day' * l, 'online', 'shop', 'sales-ready', 1,
        'card', '1', null
      from generate_series(%1$d, %2$d, 2) l;
      insert into lead_alias
      values ('lead-%1$d', 'lead-%2$d', timestamptz '2026-04-01 00:00Z');
      insert into outcome
      select 'crm', 'w' || l, 'lead-' || l, 'won', timestamptz '2026-02-01 00:00Z', 5, 'EUR', null, '{}'
      from generate_series(%1$d, %2$d, 5) l;
      insert into delivery
      select 'd' || id, id, lead_id, 'p', 'slack', 'slack', 'delivered', 1, since,
        since + interval '4 seconds', null
      from tier_change where sequence = 2 on conflict do nothing
      """;

  private static final Pattern COUNTED_LATER =
      Pattern.compile("(^| )(label|won|satisfaction|lead_day|signal_day) ");

  /** But for how people are told apart, and sums that are kept by month: both changed. */
  private static final String SUMS =
      """
      select concat_ws(' ', dimension, figure, value, tier, item, day, n, trim_scale(amount))
      from kpi_sum where (n <> 0 or amount <> 0) and dimension not like 'arm+%'
        and figure not like '%+' and figure not like '%-'
      union all
      select concat_ws(' ', dimension, figure, grain, earlier, day, value, tier, item, n,
        trim_scale(amount))
      from kpi_span where (n <> 0 or amount <> 0) and dimension not like 'arm+%'
      order by 1
      """;

  private static final String SUMS_BY_GROUP =
      """
      with kpi_sum as (
        select kpi_sum.dimension, figure::text, value, tier, item, day, n, amount
        from kpi_sum join kpi_group on id = grp where grain = 0
      ), kpi_span as (
        select kpi_span.dimension, figure::text, grain, earlier, day, value, tier, item, n, amount
        from kpi_span join kpi_group on id = grp
      )
      """
          + SUMS;

  Infrastructure infrastructure;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    infrastructure.createDatabase(DATABASE);
    connection = source().getConnection();
    run("drop schema public cascade");
    run("create schema public");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void keepRecordsAndFiguresOfEveryVersion() throws SQLException {
    migrateTo("5");
    run(HISTORY.formatted(1, 20));
    List<String> told = records();

    migrateTo("30");
    assertThat(records()).isEqualTo(told);
    assertThat(rows("select count(*) from snapshot_2026_01")).isNotEqualTo(List.of("0"));
    run("insert into snapshot select * from snapshot");
    assertThat(records()).as("what is told again").isEqualTo(told);

    migrateTo("31");
    rollUp();
    List<String> sums = rows(SUMS);
    assertThat(sums).anyMatch(line -> line.contains("contacted"));

    migrateTo("latest");
    assertThat(records()).isEqualTo(told);
    rollUp();
    List<String> latest = rows(SUMS_BY_GROUP);
    List<String> added = latest.stream().filter(COUNTED_LATER.asPredicate()).toList();
    assertThat(latest).filteredOn(line -> !added.contains(line)).isEqualTo(sums);
    assertThat(added)
        .as("what is counted since versions 42 and 53")
        .contains(" won   EUR 2026-02-01 4 20")
        .anyMatch(line -> line.startsWith(" lead_day "));
  }

  private List<String> records() throws SQLException {
    return rows(
        """
        select 'snapshot ' || id || at || tier || coalesce(arm, '') || features from snapshot
        union all select 'change ' || id || lead_id || since || channel from tier_change
        union all select 'order ' || id || lead_id || occurred_at || value from conversion
        union all select 'alias ' || absorbed || survivor from lead_alias
        union all select 'outcome ' || id || lead_id || kind || value from outcome
        union all select 'delivery ' || id || lead_id || result from delivery
        order by 1
        """);
  }

  private void rollUp() throws SQLException {
    do {
      rows("select kpi_refresh(7)");
    } while (!rows("select id from kpi_dirty limit 1").isEmpty());
  }

  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource(source())
        .locations("filesystem:src/main/resources/db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(infrastructure.jdbcUrl(DATABASE));
    source.setUser(infrastructure.databaseUser());
    source.setPassword(infrastructure.databasePassword());
    return source;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (answer.next()) {
        rows.add(answer.getString(1));
      }
      return rows;
    }
  }
}
