package dev.leadlight.benchmarks.scoring;

import dev.leadlight.benchmarks.ingest.IngestRecipe;
import dev.leadlight.benchmarks.ingest.Requests;
import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.load.LoadPlan;
import dev.leadlight.benchmarks.load.LoadResult;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run freshness}: from an event's request to a score that knows it. */
@Command(
    name = "freshness",
    mixinStandardHelpOptions = true,
    description = "How long after an event its lead's score can be read, under load.")
public final class FreshnessCommand implements Callable<Integer> {

  private static final double MICROS_A_MILLI = 1_000;

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(
      names = "--rate",
      split = ",",
      description = "Events a second beside which is measured (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000,5000")
  List<Integer> rates = List.of();

  @Option(names = "--seconds", description = "Length of a stretch (default: ${DEFAULT-VALUE}).")
  int seconds = 30;

  @Option(names = "--warm-up", description = "Seconds before (default: ${DEFAULT-VALUE}).")
  int warmUp = 60;

  @Option(names = "--connections", description = "Of the load (default: ${DEFAULT-VALUE}).")
  int connections = 64;

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Further options of scoring-service's JVM, to record or to compare.")
  String jvmOptions = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ScoringArena arena = ScoringArena.open(home, jvmOptions);
        ManagedServer ingest = arena.server(ingest(arena));
        GeneratorProcess generator = GeneratorProcess.start()) {
      ingest.start();
      arena.scoring().start();
      Path bodies = Requests.write(arena.directory(), Instant.now()).singles();
      String track = "http://127.0.0.1:" + ingest.port() + "/v1/track";
      Probes probes =
          new Probes(track, IngestRecipe.SHOP, ScoringClient.at(arena.scoring().port()));
      Table table = new Table("events/s", "taken/s", "probes", "p50, ms", "p99, ms", "longest, ms");
      for (int rate : rates) {
        row(table, rate, measure(generator, plan(track, bodies, rate), probes));
      }
      System.out.println(table);
    }
    return 0;
  }

  private IngestRecipe ingest(ScoringArena arena) {
    return new IngestRecipe(
        Ports.free(),
        ScoringArena.program(home, "ingest-service"),
        arena.directory().resolve("ingest-service.properties"),
        arena.kafka(),
        "");
  }

  private LoadPlan plan(String track, Path bodies, int rate) {
    return new LoadPlan(
        track,
        Requests.headers(IngestRecipe.SHOP),
        bodies.toString(),
        connections,
        rate,
        Duration.ofSeconds(warmUp + seconds));
  }

  private record Measured(LoadResult load, Histogram micros) {}

  /** One load for warm-up and stretch: where it begins, all of its connections do at once. */
  private Measured measure(GeneratorProcess generator, LoadPlan plan, Probes probes)
      throws IOException, InterruptedException {
    generator.begin(plan);
    probes.run(Duration.ofSeconds(warmUp));
    System.err.printf("Measuring beside %,d events/s%n", plan.perSecond());
    Histogram micros = probes.run(Duration.ofSeconds(seconds));
    return new Measured(generator.await(), micros);
  }

  private static void row(Table table, int rate, Measured measured) {
    Histogram micros = measured.micros;
    table.row(
        Table.figure(rate),
        Table.figure(measured.load.taken() * 1e9 / measured.load.elapsed().toNanos()),
        Long.toString(micros.getTotalCount()),
        Table.figure(micros.getValueAtPercentile(50) / MICROS_A_MILLI),
        Table.figure(micros.getValueAtPercentile(99) / MICROS_A_MILLI),
        Table.figure(micros.getMaxValue() / MICROS_A_MILLI));
  }
}
