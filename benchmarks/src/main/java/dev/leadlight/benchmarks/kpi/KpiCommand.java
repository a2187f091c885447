package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final String COMPARED = "from=" + FROM + "&to=" + TO;

  private static final List<String> PERIODS =
      List.of(
          "from=2025-09-09&to=2025-09-09",
          "from=2025-06-01&to=2025-06-30",
          COMPARED,
          "from=2025-01-15&to=2026-02-17");

  /** Every table, each by everything that it can be grouped or limited by. */
  private static final List<String> TABLES =
      List.of(
          "/v1/kpis?",
          "/v1/kpis?segment=window-shopper&",
          "/v1/kpis?channel=in_store&",
          "/v1/kpis?store=store-7&",
          "/v1/kpis?version=card:1&",
          "/v1/kpis?arm=champion&",
          "/v1/kpis?arm=champion&segment=window-shopper&",
          "/v1/kpis?arm=champion&channel=in_store&",
          "/v1/kpis?arm=champion&version=card:1&",
          "/v1/kpis/groups?by=segment&",
          "/v1/kpis/groups?by=channel&",
          "/v1/kpis/groups?by=store&",
          "/v1/kpis/groups?by=version&",
          "/v1/kpis/groups?by=arm&",
          "/v1/kpis/groups?by=segment&arm=champion&",
          "/v1/kpis/groups?by=channel&arm=champion&",
          "/v1/kpis/groups?by=version&arm=champion&",
          "/v1/kpis/cohorts?",
          "/v1/kpis/cohorts?tier=nurture&",
          "/v1/kpis/stores?",
          "/v1/kpis/stores?store=store-7&",
          "/v1/kpis/signals?",
          "/v1/kpis/signals?store=store-7&",
          "/v1/kpis/signals?segment=window-shopper&",
          "/v1/kpis/incremental?");

  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    Path directory = kept == null ? Files.createTempDirectory("leadlight-kpi-benchmark") : kept;
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
        System.out.println(latencies(feedback));
        return compare(ledger, feedback);
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

  private Table latencies(ManagedServer feedback) throws IOException, InterruptedException {
    Table table = new Table("request", "days", "as", "median, ms", "slowest, ms");
    for (String path : TABLES) {
      for (String period : PERIODS) {
        int days = days(ask(feedback, path + period));
        for (String form : List.of(JSON, CSV)) {
          List<String> times = times(feedback, path + period, form);
          table.row(
              path.replaceAll("[?&]$", ""),
              Integer.toString(days),
              form.substring(form.indexOf('/') + 1),
              times.get(0),
              times.get(1));
        }
      }
    }
    return table;
  }

  /** The median and the slowest. */
  private List<String> times(ManagedServer feedback, String path, String form)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      long begun = System.nanoTime();
      answer(feedback, path, form);
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    millis.sort(null);
    return List.of(
        Table.figure(millis.get(millis.size() / 2)), Table.figure(millis.get(millis.size() - 1)));
  }

  private static int days(JsonNode answer) {
    return (int)
        Duration.between(
                Instant.parse(answer.at("/period/from").asText()),
                Instant.parse(answer.at("/period/to").asText()))
            .toDays();
  }

  private static int compare(Ledger ledger, ManagedServer feedback)
      throws IOException, InterruptedException, SQLException {
    System.err.println("Counting the same by raw SQL");
    RawFigures raw = new RawFigures(ledger, FROM, TO);
    JsonNode headlines = ask(feedback, "/v1/kpis?" + COMPARED);
    raw.checkHeadlines(headlines);
    raw.checkWorkOfReps(headlines);
    raw.checkChannels(ask(feedback, "/v1/kpis/groups?by=channel&" + COMPARED));
    raw.checkCohorts(ask(feedback, "/v1/kpis/cohorts?" + COMPARED));
    raw.checkIncremental(ask(feedback, "/v1/kpis/incremental?" + COMPARED));
    raw.checkStores(ask(feedback, "/v1/kpis/stores?" + COMPARED));
    new RawSignals(ledger, raw).check(ask(feedback, "/v1/kpis/signals?" + COMPARED));
    raw.differences().forEach(System.out::println);
    System.out.println(
        raw.differences().isEmpty()
            ? "\nAll figures are those of raw SQL."
            : "\nThese figures are not those of raw SQL.");
    return raw.differences().isEmpty() ? 0 : 1;
  }

  private static JsonNode ask(ManagedServer feedback, String path)
      throws IOException, InterruptedException {
    return ContractJson.mapper().readTree(answer(feedback, path, JSON));
  }

  private static byte[] answer(ManagedServer feedback, String path, String form)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + feedback.port() + path))
                .header("Authorization", "Bearer " + FeedbackRecipe.TOKEN)
                .header("Accept", form)
                .build(),
            BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return response.body();
  }
}
