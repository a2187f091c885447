package dev.leadlight.benchmarks.routing;

import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.ServerKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/**
 * Tier changes that are all there at once, for routing-service and for its limit program in turn:
 * A, B, A, B. Each round has a backlog of its own, which is written while both stand still; then
 * one of them goes until it is done with all of it, and then the other. So what is counted is the
 * whole way of each delivery, and nothing of the next backlog's. The first rounds are for the
 * compilers.
 */
record Backlog(ChangeLog log, Sinks sinks, Infrastructure infrastructure, int changes, int rounds) {

  private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

  /** Verdicts of the last calls are written and told, and nothing is open in the database. */
  private static final long SETTLING_MILLIS = 1_500;

  private static final double PORTION = 10_000;

  /** After so many rounds the compilers have seen what matters. */
  private static final int WARM_UP = 2;

  /**
   * What a delivery costs, on average.
   *
   * @param cpu of the program, seconds for 10,000; likewise of PostgreSQL and Kafka
   * @param statements with those that begin and end transactions; a round trip each, at most
   */
  private record Emptied(
      double perSecond, double cpu, double postgres, double kafka, double statements) {

    private static Emptied median(List<Emptied> all) {
      return new Emptied(
          median(all, Emptied::perSecond),
          median(all, Emptied::cpu),
          median(all, Emptied::postgres),
          median(all, Emptied::kafka),
          median(all, Emptied::statements));
    }

    private static double median(List<Emptied> all, ToDoubleFunction<Emptied> figure) {
      double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /** Has PostgreSQL count statements, for which it is started anew. */
  void countStatements() throws SQLException {
    tell("alter system set shared_preload_libraries = 'pg_stat_statements'");
    ManagedServer postgres = infrastructure.server(ServerKind.POSTGRES);
    postgres.stop();
    postgres.start();
    tell("create extension pg_stat_statements");
  }

  /** Both run, and the limit stands still. Prints the table, and leaves routing-service going. */
  void compare(ManagedServer routing, ManagedServer limit)
      throws SQLException, InterruptedException, ExecutionException {
    List<Emptied> ours = new ArrayList<>();
    List<Emptied> bare = new ArrayList<>();
    for (int round = 1 - WARM_UP; round <= rounds; round++) {
      routing.freeze();
      log.fill(changes);
      Emptied our = emptied(routing);
      routing.freeze();
      Emptied its = emptied(limit);
      limit.freeze();
      routing.thaw();
      if (round > 0) {
        ours.add(our);
        bare.add(its);
        System.err.printf(
            "round %d: %,.0f and %,.0f deliveries/s%n", round, our.perSecond, its.perSecond);
      }
    }
    limit.thaw();
    print(Emptied.median(ours), Emptied.median(bare));
  }

  private Emptied emptied(ManagedServer program) throws SQLException, InterruptedException {
    tidy();
    sinks.reset();
    long[] pids = {
      program.pid(),
      infrastructure.server(ServerKind.POSTGRES).pid(),
      infrastructure.server(ServerKind.KAFKA).pid()
    };
    double[] before = cpu(pids);
    long stated = statements();
    long from = System.nanoTime();
    program.thaw();
    await();
    double took = (System.nanoTime() - from) / 1e9;
    double[] after = cpu(pids);
    long said = statements();
    Thread.sleep(SETTLING_MILLIS);
    double portions = changes / PORTION;
    return new Emptied(
        changes / took,
        (after[0] - before[0]) / portions,
        (after[1] - before[1]) / portions,
        (after[2] - before[2]) / portions,
        (said - stated) / (double) changes);
  }

  private void await() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (sinks.arrived() < changes) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(sinks.arrived() + " of " + changes + " calls came");
      }
      Thread.sleep(5);
    }
  }

  private static double[] cpu(long[] pids) {
    return Arrays.stream(pids)
        .mapToDouble(pid -> ProcessUse.treeCpu(pid).toMillis() / 1e3)
        .toArray();
  }

  /** What is left of one must not be flushed, cleaned up and counted while the other is timed. */
  private void tidy() throws SQLException {
    tell("vacuum analyze");
    tell("checkpoint");
  }

  private void tell(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private long statements() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select sum(calls)::bigint from pg_stat_statements")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(infrastructure.jdbcUrlWithUser("routing"));
  }

  private static void print(Emptied ours, Emptied bare) {
    Table table =
        new Table(
            "backlog",
            "deliveries/s",
            "CPU s per 10,000",
            "PostgreSQL's",
            "Kafka's",
            "statements a delivery");
    row(table, "routing-service", ours);
    row(table, "limit", bare);
    String ratio = Table.times(ours.perSecond / bare.perSecond);
    table.row("**ratio**", "**" + ratio + "**", "", "", "", "");
    System.out.println(table);
    System.out.println();
  }

  private static void row(Table table, String name, Emptied emptied) {
    table.row(
        name,
        Table.figure(emptied.perSecond),
        Table.figure(emptied.cpu),
        Table.figure(emptied.postgres),
        Table.figure(emptied.kafka),
        Table.figure(emptied.statements));
  }
}
