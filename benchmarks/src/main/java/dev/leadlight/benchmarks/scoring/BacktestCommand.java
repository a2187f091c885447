package dev.leadlight.benchmarks.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run backtest}: a card held against the event log. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = "Has scoring-service back-test the starter card over an event log in Kafka.")
public final class BacktestCommand implements Callable<Integer> {

  /** Nothing else is to be done meanwhile: the fold begins at the end of the log. */
  private static final String NO_FOLD = " -Dmp.messaging.incoming.events.auto.offset.reset=latest";

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(names = "--events", description = "Events in the log (default: ${DEFAULT-VALUE}).")
  int events = 1_000_000;

  @Option(names = "--leads", description = "Leads they are of (default: ${DEFAULT-VALUE}).")
  int leads = 50_000;

  @Option(
      names = "--days",
      description = "The time over which they came; the period is 90 (default: ${DEFAULT-VALUE}).")
  int days = 80;

  @Option(names = "--rounds", description = "Back-tests (default: ${DEFAULT-VALUE}).")
  int rounds = 2;

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Further options of scoring-service's JVM, to record or to compare.")
  String jvmOptions = "";

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    try (ScoringArena arena = ScoringArena.open(home, jvmOptions + NO_FOLD)) {
      System.err.printf("Writing %,d events of %,d leads over %d days%n", events, leads, days);
      long begun = System.nanoTime();
      new EventLog(arena.kafka()).fill(events, leads, Duration.ofDays(days));
      System.err.printf("That took %.0f s%n", (System.nanoTime() - begun) / 1e9);
      arena.scoring().start();
      ScoringClient client = ScoringClient.at(arena.scoring().port());
      Table table = new Table("back-test of " + events + " events", "seconds", "events/s", "CPU s");
      for (int round = 1; round <= rounds; round++) {
        Duration cpu = ProcessUse.cpu(arena.scoring().pid());
        double seconds = seconds(client);
        double used = ProcessUse.cpu(arena.scoring().pid()).minus(cpu).toMillis() / 1e3;
        table.row(
            Integer.toString(round),
            Table.figure(seconds),
            Table.figure(events / seconds),
            Table.figure(used));
      }
      System.out.println(table);
    }
    return 0;
  }

  private static double seconds(ScoringClient client) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    String id = client.post("/v1/backtests", "horizon: P14D\n").path("id").asText();
    JsonNode view = client.get("/v1/backtests/" + id);
    while (view.path("state").asText().equals("running")) {
      Thread.sleep(100);
      view = client.get("/v1/backtests/" + id);
      System.err.printf("\r%,d of %,d", view.path("read").asLong(), view.path("total").asLong());
    }
    System.err.println();
    if (!view.path("state").asText().equals("finished")) {
      throw new IOException("the back-test has come to nothing: " + view);
    }
    return (System.nanoTime() - begun) / 1e9;
  }
}
