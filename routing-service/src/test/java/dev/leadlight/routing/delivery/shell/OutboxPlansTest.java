package dev.leadlight.routing.delivery.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.SharedInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the outbox asks of PostgreSQL costs the same however many rows there are: no table is read
 * from end to end, and few pages are. {@code LEADLIGHT_OUTBOX_ROWS=10000000} asks it of ten million
 * and prints what each statement took.
 */
class OutboxPlansTest {

  private static final String DATABASE = "plans";
  private static final String ROWS = System.getenv("LEADLIGHT_OUTBOX_ROWS");
  private static final long FEW_PAGES = 3_000;
  private static final long FEW_PAGES_FOR_16 = 800;

  /**
   * One in fifty waits, half of them since one moment, at which quiet hours ended; one in a hundred
   * is dead. Destinations are of very different sizes.
   */
  private static final String FILL =
      """
      insert into tier_change (id, lead_id, sequence, document, planned_at)
      select 'c' || n, 'lead' || n / 3, n %% 3, '{"consent":{"email":true}}',
        now() - n * interval '1 second'
      from generate_series(1, %1$d) n;
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before, concluded_at,
        reason)
      select 'd' || n, 'c' || n, 'p' || n %% 7, 'a', 'destination-' || floor(log(1 + n %% 997) * 4),
        'lead' || n / 3, n %% 3, 0, 'notify', '{}', 'notify', state,
        now() - n * interval '1 second', due, due,
        case when state <> 'pending' then now() end,
        case when state = 'dead' then case when n %% 10000 = 1 then 'gone' else 'rejected' end end
      from generate_series(1, %1$d) n,
        lateral (select case when n %% 50 = 0 then 'pending' when n %% 100 = 1 then 'dead'
          when n %% 10 = 2 then 'superseded' else 'delivered' end) s (state),
        lateral (select case when n %% 100 = 0 then date_trunc('day', now())
          else now() - n * interval '1 second' end) d (due);
      vacuum analyze delivery;
      vacuum analyze tier_change;
      alter table delivery set (autovacuum_enabled = off)""";

  /** Comes all at once, for a destination of which PostgreSQL has counted nothing. */
  private static final String BURST =
      """
      insert into tier_change (id, lead_id, sequence, document, planned_at)
      select 'b' || n, 'new' || n, 1, '{}', now() from generate_series(1, 10000) n;
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before)
      select 'b' || n, 'b' || n, 'p', 'a', 'burst', 'new' || n, 1, 0, 'notify', '{}', 'notify',
        'pending', now(), now(), now()
      from generate_series(1, 10000) n""";

  private static final String VERDICT =
      "array['%s'], array[now()], array['delivered'], array[0], array[now()], array[null],"
          + " array[now()], array[now()], array[5], array[200], array['accepted'], array['ok'],"
          + " array['hello'], array[false]";

  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    Infrastructure infrastructure = SharedInfrastructure.with(List.of(ServerKind.POSTGRES));
    infrastructure.createDatabase(DATABASE);
    String url = infrastructure.jdbcUrlWithUser(DATABASE);
    Flyway.configure().dataSource(url, null, null).load().migrate();
    connection = DriverManager.getConnection(url);
    int rows = ROWS == null ? 100_000 : Integer.parseInt(ROWS);
    for (String statement : (FILL.formatted(rows) + ";" + BURST).split(";", -1)) {
      run(statement);
    }
    // As on the connections of the service.
    run("set plan_cache_mode = force_custom_plan");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static List<Arguments> statements() {
    String page = "select * from delivery where %s order by planned_at desc, id desc limit 51";
    String big = "'destination-11'";
    return List.of(
        statement(
            "claim",
            ClaimSql.CLAIM,
            big + ", now(), 16, now() + interval '1 minute', array['add-to-list']"),
        statement(
            "claim for one of which nothing is due",
            ClaimSql.CLAIM,
            "'nobody', now(), 16, now() + interval '1 minute', array['add-to-list']"),
        statement("verdict", OutboxSql.RECORD, VERDICT.formatted("d100")),
        statement(
            "claim in a burst",
            ClaimSql.CLAIM,
            "'burst', now(), 16, now() + interval '1 minute', array['add-to-list']"),
        statement("verdict in a burst", OutboxSql.RECORD, VERDICT.formatted("b100")),
        statement("supersede in a burst", OutboxSql.SUPERSEDE, "'new33', now()"),
        statement("supersede", OutboxSql.SUPERSEDE, "'lead33', now()"),
        statement("what was not told yet", OutboxSql.TAKE_UNTOLD, "200"),
        statement("depths", OutboxSql.DEPTH, "1000"),
        statement(
            "overdue",
            "select count(*) from (select from delivery where destination = $1"
                + " and state = 'pending' and due_at < $2"
                + " and (claimed_until is null or claimed_until < $2) limit 1) d",
            big + ", now() - interval '1 hour'"),
        statement(
            "dead ones to replay",
            DeadLetterStore.REPLAY_MANY,
            "now(), 'destination-11', 'rejected', null, null, null, 20"),
        statement(
            "dead ones, counted",
            DeadLetterStore.COUNT_DEAD,
            "'destination-11', 'rejected', null, null, null, 500"),
        statement(
            "dead ones of a rare reason, counted",
            DeadLetterStore.COUNT_DEAD,
            "null, 'gone', null, null, null, 500"),
        statement(
            "dead ones of a rare reason to replay",
            DeadLetterStore.REPLAY_MANY,
            "now(), null, 'gone', null, null, null, 20"),
        statement(
            "dead ones of a rare reason",
            page.formatted("state = 'dead' and reason = $1"),
            "'gone'"),
        statement("newest", page.formatted("planned_at < $1"), "now()"),
        statement("of a state", page.formatted("state = $1"), "'expired'"),
        statement("of a lead", page.formatted("lead_id = $1"), "'lead7'"),
        statement("of a destination", page.formatted("destination = $1"), "'destination-0'"),
        statement(
            "dead ones of a destination",
            page.formatted("state = 'dead' and destination = $1"),
            "'destination-0'"),
        statement(
            "cooldown",
            "select planned_at from delivery where lead_id = any ($1) and planned_at < $3"
                + " and state in ('pending', 'delivered')"
                + " and (concluded_at is null or concluded_at >= $2)",
            "array['lead7', 'lead8'], now() - interval '7 days', now()"),
        statement(
            "pruning",
            "select id from delivery where state = $1 and planned_at < $2"
                + " and not exists (select from untold where delivery_id = id)"
                + " order by planned_at limit 500"
                + " for update skip locked",
            "'delivered', now() - interval '1 hour'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void readsLittleHoweverMuchThereIs(String name, String sql, String parameters)
      throws SQLException {
    run("begin");
    run("prepare asked as " + sql);
    String plan = explained("asked", parameters);
    run("rollback");
    run("deallocate asked");

    if (ROWS != null) {
      System.out.printf(
          "| %s | %d | %s |%n", name, pages(plan), first(plan, "Execution Time: (.*)"));
    }
    if (name.contains("rare reason")) {
      assertThat(plan).contains("delivery_dead_of_reason");
    }
    assertThat(plan).doesNotContain("Seq Scan on delivery", "Seq Scan on tier_change");
    assertThat(pages(plan)).as(plan).isLessThan(FEW_PAGES);
  }

  /** As it is each morning: PostgreSQL has counted while nothing waited, and then a burst comes. */
  @Test
  void readsLittleInABurstAfterAQuietTime() throws SQLException {
    run("begin");
    run("delete from delivery where state = 'pending'");
    run("analyze delivery");
    run(BURST.replace("'b' ||", "'q' ||").replace("'burst'", "'morning'"));
    run("prepare claim as " + ClaimSql.CLAIM);
    run("prepare verdict as " + OutboxSql.RECORD);
    String claim =
        explained(
            "claim", "'morning', now(), 16, now() + interval '1 minute', array['add-to-list']");
    String verdicts = explained("verdict", verdictsOf(16));
    run("rollback");
    run("deallocate all");
    run("vacuum delivery");

    assertThat(pages(claim)).as(claim).isLessThan(FEW_PAGES_FOR_16);
    assertThat(pages(verdicts)).as(verdicts).isLessThan(FEW_PAGES_FOR_16);
  }

  private static String verdictsOf(int count) {
    return Stream.of(
            "'q%d'",
            "now()",
            "'delivered'",
            "0",
            "now()",
            "null",
            "now()",
            "now()",
            "5",
            "200",
            "'accepted'",
            "'ok'",
            "'hello'",
            "false")
        .map(
            value ->
                IntStream.rangeClosed(1, count)
                    .mapToObj(value::formatted)
                    .collect(Collectors.joining(", ", "array[", "]")))
        .collect(Collectors.joining(", "));
  }

  private static Arguments statement(String name, String sql, String parameters) {
    return Arguments.of(name, sql, parameters);
  }

  private static String explained(String prepared, String parameters) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                "explain (analyze, buffers) execute " + prepared + " (" + parameters + ")")) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  /** The first line about buffers is the whole plan's. */
  private static long pages(String plan) {
    String buffers = first(plan, "(Buffers: .*)");
    long pages = 0;
    Matcher counts = Pattern.compile("(?:hit|read)=(\\d+)").matcher(buffers);
    while (counts.find()) {
      pages += Long.parseLong(counts.group(1));
    }
    return pages;
  }

  private static String first(String plan, String pattern) {
    Matcher line = Pattern.compile(pattern).matcher(plan);
    return line.find() ? line.group(1) : "";
  }

  private static void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
