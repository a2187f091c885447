package dev.leadlight.benchmarks.ingest;

import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Sample;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run ingest}. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Drives ingest-service and its limit program in turn.")
public final class IngestCommand implements Callable<Integer> {

  /** How many times longer the steady source is watched, whose few requests make a rough p99. */
  private static final int STEADY_STRETCHES = 4;

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Stretches of each program under each load (default: ${DEFAULT-VALUE}).")
  int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Length of each stretch (default: ${DEFAULT-VALUE}).")
  int seconds = 3;

  @Option(
      names = "--load",
      paramLabel = "LOAD",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  Set<IngestLoad> loads = EnumSet.allOf(IngestLoad.class);

  @Option(
      names = "--no-fairness",
      description = "Leaves out the flood of one source beside another's steady stream.")
  boolean withoutFairness;

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Further options of ingest-service's JVM, to record or to compare.")
  String jvmOptions = "";

  @Override
  public Integer call() throws IOException {
    Path directory = home.toAbsolutePath().normalize().resolve("benchmarks/target/ingest");
    TemporaryDirectory.delete(directory);
    Requests requests = Requests.write(directory, Instant.now());
    Path program =
        home.toAbsolutePath()
            .normalize()
            .resolve("ingest-service/target/quarkus-app/quarkus-run.jar");
    try (Arena arena = Arena.open(program, directory, jvmOptions);
        GeneratorProcess generator = GeneratorProcess.start()) {
      IngestBenchmark benchmark =
          new IngestBenchmark(
              arena, generator, requests, rounds, Duration.ofSeconds(seconds), System.err::println);
      System.out.println(compared(benchmark));
      System.out.println();
      System.out.println(memory(arena));
      if (!withoutFairness) {
        System.out.println();
        System.out.println(fairness(arena, generator, requests));
      }
    } finally {
      TemporaryDirectory.delete(directory.resolve("kafka"));
    }
    return 0;
  }

  private Table compared(IngestBenchmark benchmark) throws IOException {
    warmUp(benchmark, IngestLoad.SIXTY_FOUR);
    if (loads.contains(IngestLoad.BATCHES)) {
      warmUp(benchmark, IngestLoad.BATCHES);
    }
    Map<IngestLoad, Map<Contestant, Sample>> results = new EnumMap<>(IngestLoad.class);
    for (IngestLoad load : loads) {
      results.put(load, benchmark.run(load));
    }
    Table table =
        new Table(
            "load",
            "program",
            "events/s",
            "p50, ms",
            "p99, ms",
            "CPU s per 100,000",
            "Kafka's CPU s per 100,000");
    results.forEach((load, samples) -> rows(table, load, samples));
    return table;
  }

  private static void warmUp(IngestBenchmark benchmark, IngestLoad load) throws IOException {
    System.err.println("Warming up: " + load.label());
    benchmark.warmUp(load);
  }

  private static void rows(Table table, IngestLoad load, Map<Contestant, Sample> samples) {
    Sample ingest = samples.values().iterator().next();
    samples.forEach(
        (contestant, sample) -> {
          table.row(
              load.label(),
              contestant.label(),
              Table.figure(sample.perSecond()),
              Table.figure(sample.p50Millis()),
              Table.figure(sample.p99Millis()),
              Table.figure(sample.cpu()),
              Table.figure(sample.kafkaCpu()));
          if (!sample.equals(ingest)) {
            Sample ratio = ingest.over(sample);
            table.row(
                "",
                "**ingest-service over that**",
                "**" + Table.times(ratio.perSecond()) + "**",
                Table.times(ratio.p50Millis()),
                Table.times(ratio.p99Millis()),
                Table.times(ratio.cpu()),
                Table.times(ratio.kafkaCpu()));
          }
        });
  }

  private static Table memory(Arena arena) throws IOException {
    Table table = new Table("resident memory", "MB at the end", "MB at the peak");
    for (ManagedServer server : List.of(arena.ingest(), arena.limit())) {
      table.row(
          server.name(),
          Table.megabytes(ProcessUse.residentBytes(server.pid())),
          Table.megabytes(ProcessUse.peakResidentBytes(server.pid())));
    }
    return table;
  }

  private Table fairness(Arena arena, GeneratorProcess generator, Requests requests)
      throws IOException {
    System.err.println("One source floods, another one does not");
    try (GeneratorProcess flooder = GeneratorProcess.startYielding()) {
      Fairness fairness =
          new Fairness(
              arena,
              generator,
              flooder,
              requests,
              rounds,
              Duration.ofSeconds((long) STEADY_STRETCHES * seconds));
      Table table =
          new Table(
              "the other source",
              "taken/s",
              "refused/s",
              "one's p99 alone, ms",
              "beside the other, ms",
              "ratio");
      fairness.run().forEach((neighbour, outcome) -> row(table, neighbour.label(), outcome));
      return table;
    }
  }

  private static void row(Table table, String flood, Fairness.Outcome outcome) {
    table.row(
        flood,
        Table.figure(outcome.taken()),
        Table.figure(outcome.refused()),
        Table.figure(outcome.alone()),
        Table.figure(outcome.beside()),
        Table.times(outcome.beside() / outcome.alone()));
  }
}
