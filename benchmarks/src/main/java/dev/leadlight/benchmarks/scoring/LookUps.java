package dev.leadlight.benchmarks.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.load.LoadPlan;
import dev.leadlight.benchmarks.load.LoadResult;
import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Sample;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How fast leads are answered, beside the limit program, in turns.
 *
 * @param connections look-ups at once
 * @param rounds stretches that count, each of {@code seconds}; one of {@code warmUp} seconds comes
 *     first
 */
record LookUps(int leads, int connections, int rounds, int seconds, int warmUp) {

  private static final int ANSWER_BYTES = 1_500;

  Table measure(ScoringArena arena, RedisLine line) throws IOException {
    List<String> paths =
        IntStream.range(0, leads).mapToObj(i -> "/v1/leads/user:" + EventLog.user(i)).toList();
    Path file = Files.write(arena.directory().resolve("paths"), paths);
    prepareLimit(line, paths);
    int port = Ports.free();
    try (ManagedServer limit =
            arena.server(
                new LimitRecipe(
                    "lookup-limit",
                    port,
                    LookupLimit.class,
                    List.of(Integer.toString(port), arena.redisUrl())));
        GeneratorProcess generator = GeneratorProcess.start()) {
      limit.start();
      sample(generator, arena.scoring(), file, warmUp);
      sample(generator, limit, file, warmUp / 4);
      List<Sample> service = new ArrayList<>();
      List<Sample> bare = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        service.add(sample(generator, arena.scoring(), file, seconds));
        bare.add(sample(generator, limit, file, seconds));
      }
      return table(Sample.median(service), Sample.median(bare));
    }
  }

  /** What the limit program answers lies in Redis, as large as an answer of the service. */
  private static void prepareLimit(RedisLine line, List<String> paths) throws IOException {
    for (String path : paths) {
      line.write("SET".getBytes(UTF_8), ("limit" + path).getBytes(UTF_8), new byte[ANSWER_BYTES]);
    }
    line.flush();
    for (int i = 0; i < paths.size(); i++) {
      line.read();
    }
  }

  private Sample sample(GeneratorProcess generator, ManagedServer server, Path paths, int length)
      throws IOException {
    Duration before = ProcessUse.cpu(server.pid());
    LoadResult result =
        generator.run(
            LoadPlan.ofGets(
                "http://127.0.0.1:" + server.port(),
                Map.of("Authorization", "Bearer " + ScoringRecipe.TOKEN),
                paths.toString(),
                connections,
                Duration.ofSeconds(length)));
    if (result.notTaken() > 0) {
      throw new IOException(server.name() + " answered " + result.answers());
    }
    return Sample.of(result, 1, ProcessUse.cpu(server.pid()).minus(before), Duration.ZERO);
  }

  private static Table table(Sample ours, Sample theirs) {
    Table table = new Table("look-ups", "requests/s", "p50, ms", "p99, ms", "CPU s per 100,000");
    row(table, "scoring-service", ours);
    row(table, "limit", theirs);
    Sample ratio = ours.over(theirs);
    table.row(
        "**ratio**",
        "**" + Table.times(ratio.perSecond()) + "**",
        Table.times(ratio.p50Millis()),
        Table.times(ratio.p99Millis()),
        Table.times(ratio.cpu()));
    return table;
  }

  private static void row(Table table, String name, Sample sample) {
    table.row(
        name,
        Table.figure(sample.perSecond()),
        Table.figure(sample.p50Millis()),
        Table.figure(sample.p99Millis()),
        Table.figure(sample.cpu()));
  }
}
