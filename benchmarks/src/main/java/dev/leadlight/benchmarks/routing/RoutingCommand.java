package dev.leadlight.benchmarks.routing;

import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.benchmarks.scoring.LimitRecipe;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run routing}: tier changes in, calls to sinks of this machine out. */
@Command(
    name = "routing",
    mixinStandardHelpOptions = true,
    description = "Has routing-service tell sinks of tier changes, beside a plain outbox.")
public final class RoutingCommand implements Callable<Integer> {

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(names = "--changes", description = "Changes at once (default: ${DEFAULT-VALUE}).")
  int changes = 20_000;

  @Option(
      names = "--rounds",
      description =
          "Backlogs that are counted, after two for warming up (default: ${DEFAULT-VALUE}).")
  int rounds = 3;

  @Option(names = "--pace", description = "Changes a second (default: ${DEFAULT-VALUE}).")
  int pace = 200;

  @Option(
      names = "--spread-pace",
      description = "Changes a second to several destinations (default: ${DEFAULT-VALUE}).")
  int spreadPace = 30;

  @Option(names = "--destinations", description = "How many these are (default: ${DEFAULT-VALUE}).")
  int destinations = 7;

  @Option(names = "--seconds", description = "Length of a stretch (default: ${DEFAULT-VALUE}).")
  int seconds = 20;

  @Option(names = "--backlog-only", description = "Leaves out the changes that come at a pace.")
  boolean backlogOnly;

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Further options of routing-service's JVM, to record or to compare.")
  String jvmOptions = "";

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("leadlight-routing-benchmark")) {
      return measure(directory.path());
    }
  }

  private int measure(Path directory)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    Path logs = directory.resolve("logs");
    try (Infrastructure infrastructure =
            Infrastructure.start(
                InfrastructureSettings.in(directory, logs)
                    .withServers(Set.of(ServerKind.KAFKA, ServerKind.POSTGRES))
                    .notDurable());
        Sinks sinks = new Sinks();
        ChangeLog log = new ChangeLog(infrastructure.kafkaBootstrapServers(), sinks)) {
      Path program =
          home.toAbsolutePath()
              .normalize()
              .resolve("routing-service/target/quarkus-app/quarkus-run.jar");
      RoutingRecipe recipe =
          new RoutingRecipe(
              Ports.free(), program, infrastructure, sinks.url("webhook"), jvmOptions);
      int port = Ports.free();
      LimitRecipe plain =
          new LimitRecipe(
              "outbox-limit",
              port,
              OutboxLimit.class,
              List.of(
                  Integer.toString(port),
                  infrastructure.kafkaBootstrapServers(),
                  infrastructure.jdbcUrlWithUser("routing"),
                  sinks.url("limit")));
      try (ManagedServer routing = new ManagedServer(recipe, directory, logs);
          ManagedServer limit = new ManagedServer(plain, directory, logs)) {
        Backlog backlog = new Backlog(log, sinks, infrastructure, changes, rounds);
        backlog.countStatements();
        routing.start();
        limit.start();
        limit.freeze();
        backlog.compare(routing, limit);
        limit.stop();
        if (!backlogOnly) {
          pace(log, sinks, recipe);
        }
      }
    }
    return 0;
  }

  private void pace(ChangeLog log, Sinks sinks, RoutingRecipe recipe)
      throws IOException, ExecutionException, InterruptedException {
    Table table = new Table("from tier change to the call's arrival", "p50, ms", "p99, ms");
    log.pace(pace, seconds / 2); // warm-up
    stretch(table, pace + " changes/s to one destination", log, sinks, pace);
    spread(recipe, sinks);
    String several = spreadPace + " changes/s to " + (destinations + 1) + " destinations";
    stretch(table, several, log, sinks, spreadPace);
    sinks.hang("d1");
    stretch(table, "the same, one of them hanging", log, sinks, spreadPace);
    System.out.println(table);
  }

  private void stretch(Table table, String name, ChangeLog log, Sinks sinks, int perSecond)
      throws InterruptedException {
    sinks.reset();
    log.pace(perSecond, seconds);
    Thread.sleep(2_000); // what is late still counts
    List<Long> latencies = sinks.latencies();
    table.row(name, percentile(latencies, 0.5), percentile(latencies, 0.99));
  }

  private static String percentile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? "none came"
        : Table.figure(sorted.get((int) ((sorted.size() - 1) * share)) / 1e6);
  }

  private void spread(RoutingRecipe recipe, Sinks sinks) throws IOException, InterruptedException {
    for (int i = 1; i <= destinations; i++) {
      recipe.put(
          "/v1/destinations/d" + i,
          """
          {"type": "webhook", "settings": {"url": "%s"},
           "secrets": {"secret": {"ref": "env:LEADLIGHT_SECRET_BENCHMARK"}}}
          """
              .formatted(sinks.url("d" + i)));
    }
    String actions =
        IntStream.rangeClosed(1, destinations)
            .mapToObj(
                i -> "{\"name\": \"d%d\", \"verb\": \"notify\", \"to\": \"d%d\"}".formatted(i, i))
            .collect(Collectors.joining(", "));
    recipe.put(
        "/v1/playbooks/benchmark",
        "{\"description\": \"Everything to all.\", \"when\": {}, \"actions\": [" + actions + "]}");
    Thread.sleep(3_000); // until the service has noticed
  }
}
