package dev.leadlight.benchmarks.kpi;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run kpis}: requests for key figures over a long history. */
@Command(
    name = "kpis",
    mixinStandardHelpOptions = true,
    description = "Asks feedback-service for key figures, and raw SQL for the same.")
public final class KpiCommand implements Callable<Integer> {

  /** First and last day of the period that is counted by raw SQL too. */
  private static final String FROM = "2025-04-11";

  private static final String TO = "2025-07-20";
  static final String COMPARED = "from=" + FROM + "&to=" + TO;

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(names = "--changes", description = "Tier changes (default: ${DEFAULT-VALUE}).")
  int changes = 10_000_000;

  @Option(names = "--orders", description = "Orders (default: ${DEFAULT-VALUE}).")
  int orders = 1_000_000;

  @Option(names = "--requests", description = "Of each kind (default: ${DEFAULT-VALUE}).")
  int requests = 20;

  @Option(
      names = "--directory",
      description =
          "Where the records are kept, or made unless they are there; without it, nowhere.")
  @Nullable Path kept;

  @Option(names = "--only-fill", description = "Makes the records and their sums, asks nothing.")
  boolean isOnlyFill;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (kept != null) {
      return measure(kept);
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create("leadlight-kpi-benchmark")) {
      return measure(directory.path());
    }
  }

  private int measure(Path directory) throws IOException, InterruptedException, SQLException {
    Path logs = directory.resolve("logs");
    Path program =
        home.toAbsolutePath()
            .normalize()
            .resolve("feedback-service/target/quarkus-app/quarkus-run.jar");
    try (Infrastructure infrastructure =
            Infrastructure.start(
                InfrastructureSettings.in(directory, logs)
                    .withServers(Set.of(ServerKind.KAFKA, ServerKind.POSTGRES))
                    .notDurable());
        ManagedServer feedback =
            new ManagedServer(
                new FeedbackRecipe(Ports.free(), program, infrastructure), directory, logs)) {
      feedback.start(); // makes the tables
      feedback.stop();
      try (Ledger ledger = new Ledger(infrastructure)) {
        prepare(ledger);
        if (isOnlyFill) {
          return 0;
        }
        feedback.start();
        KpiClient client = new KpiClient(feedback.port());
        System.out.println(new KpiLatencies(client, requests).ask());
        return compare(ledger, client);
      }
    }
  }

  private void prepare(Ledger ledger) throws SQLException {
    if (!ledger.isFilled()) {
      System.err.printf("Writing %,d tier changes and %,d orders%n", changes, orders);
      ledger.fill(changes, orders);
    }
    Ledger.Effort effort = ledger.rollUp();
    System.out.printf(
        "%,d leads with %,d tier changes and %,d orders were rolled up in %,.0f s, %,.0f s of CPU."
            + " There are %,d sums and %,d spans.%n%n",
        effort.marks(),
        ledger.number("select count(*) from tier_change"),
        ledger.number("select count(*) from conversion"),
        effort.seconds(),
        effort.cpuSeconds(),
        ledger.number("select count(*) from kpi_sum"),
        ledger.number("select count(*) from kpi_span"));
  }

  private static int compare(Ledger ledger, KpiClient client)
      throws IOException, InterruptedException, SQLException {
    System.err.println("Counting the same by raw SQL");
    RawSql raw = new RawSql(ledger, FROM, TO);
    new RawHeadlines(raw).check(client.ask("/v1/kpis?" + COMPARED));
    RawTables tables = new RawTables(raw);
    tables.checkChannels(client.ask("/v1/kpis/groups?by=channel&" + COMPARED));
    tables.checkCohorts(client.ask("/v1/kpis/cohorts?" + COMPARED));
    tables.checkIncremental(client.ask("/v1/kpis/incremental?" + COMPARED));
    tables.checkStores(client.ask("/v1/kpis/stores?" + COMPARED));
    new RawSignals(raw).check(client.ask("/v1/kpis/signals?" + COMPARED));
    raw.differences().forEach(System.out::println);
    System.out.println(
        raw.differences().isEmpty()
            ? "\nAll figures are those of raw SQL."
            : "\nThese figures are not those of raw SQL.");
    return raw.differences().isEmpty() ? 0 : 1;
  }
}
