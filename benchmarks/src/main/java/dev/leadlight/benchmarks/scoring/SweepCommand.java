package dev.leadlight.benchmarks.scoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.load.LoadPlan;
import dev.leadlight.benchmarks.load.LoadResult;
import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Sample;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code benchmarks/run sweep}: a card is published by which every lead comes into another tier, or
 * one in so many does.
 */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = "Publishes a card that moves leads, and looks leads up meanwhile.")
public final class SweepCommand implements Callable<Integer> {

  private static final int PARTS = 16;
  private static final int PATHS = 20_000;

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(names = "--leads", description = "How many there are (default: ${DEFAULT-VALUE}).")
  int leads = 1_000_000;

  @Option(
      names = "--one-in",
      description = "One in so many leads comes into another tier (default: ${DEFAULT-VALUE}).")
  int oneIn = 1;

  @Option(names = "--rate", description = "Look-ups a second (default: ${DEFAULT-VALUE}).")
  int rate = 500;

  @Option(names = "--seconds", description = "Length of a stretch (default: ${DEFAULT-VALUE}).")
  int seconds = 5;

  @Option(
      names = "--record-only",
      description = "The new tiers are not announced to others (default: they are).")
  boolean isRecordedOnly;

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Further options of scoring-service's JVM, to record or to compare.")
  String jvmOptions = "";

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    try (ScoringArena arena = ScoringArena.open(home, jvmOptions);
        Admin admin = Admin.create(Map.of("bootstrap.servers", arena.kafka()));
        GeneratorProcess generator = GeneratorProcess.start()) {
      EventLog log = new EventLog(arena.kafka());
      System.err.printf("Writing what each of %,d leads looks at or puts into the cart%n", leads);
      log.fillCarts(leads, oneIn);
      arena.scoring().start();
      System.err.println("Waiting until all of it is folded");
      log.awaitFolded(admin, ScoringRecipe.GROUP, log.size(admin));
      LoadPlan plan = plan(arena);
      run(generator, plan); // warm-up
      run(generator, plan);
      List<Sample> before = List.of(run(generator, plan), run(generator, plan));
      sweep(arena, log, generator, plan, Sample.median(before));
    }
    return 0;
  }

  private void sweep(
      ScoringArena arena, EventLog log, GeneratorProcess generator, LoadPlan plan, Sample before)
      throws IOException, ExecutionException, InterruptedException {
    ScoringClient client = ScoringClient.at(arena.scoring().port());
    Duration cpu = ProcessUse.cpu(arena.scoring().pid());
    Duration redisCpu = ProcessUse.cpu(arena.redis().pid());
    long begun = System.nanoTime();
    log.publish("retail-starter", dearerCard());
    CompletableFuture<Long> end = CompletableFuture.supplyAsync(() -> awaitEnd(client));
    List<Sample> during = new ArrayList<>();
    while (!end.isDone()) {
      during.add(run(generator, plan));
    }
    double took = (end.join() - begun) / 1e9;
    double used = ProcessUse.cpu(arena.scoring().pid()).minus(cpu).toMillis() / 1e3;
    double redisUsed = ProcessUse.cpu(arena.redis().pid()).minus(redisCpu).toMillis() / 1e3;
    Table table =
        new Table("sweep of " + leads + " leads", "moved", "seconds", "CPU s", "Redis' CPU s");
    table.row(
        isRecordedOnly ? "recorded" : "announced",
        Table.figure(client.metric("leadlight_scoring_sweep_moved_total")),
        Table.figure(took),
        Table.figure(used),
        Table.figure(redisUsed));
    System.out.println(table);
    Table lookUps = new Table("look-ups", "requests/s", "p50, ms", "p99, ms");
    row(lookUps, "before", before);
    Sample beside = Sample.median(during);
    row(lookUps, "meanwhile", beside);
    Sample ratio = beside.over(before);
    lookUps.row(
        "**ratio**",
        Table.times(ratio.perSecond()),
        Table.times(ratio.p50Millis()),
        "**" + Table.times(ratio.p99Millis()) + "**");
    System.out.println(lookUps);
  }

  private static void row(Table table, String name, Sample sample) {
    table.row(
        name,
        Table.figure(sample.perSecond()),
        Table.figure(sample.p50Millis()),
        Table.figure(sample.p99Millis()));
  }

  /** Under it one thing in the cart makes a lead sales-ready, which it was not before. */
  private ObjectNode dearerCard() {
    ObjectNode card = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) card.at("/groups/0/rules/0")).put("points", 120);
    card.put("version", "dearer-carts");
    card.putObject("published")
        .put("at", Instant.now().toString())
        .put("announce", !isRecordedOnly);
    return card;
  }

  private static long awaitEnd(ScoringClient client) {
    try {
      while (client.metric("leadlight_scoring_sweep_parts_total") < PARTS) {
        Thread.sleep(1000); // to answer it costs some milliseconds of processor time
      }
      return System.nanoTime();
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private LoadPlan plan(ScoringArena arena) throws IOException {
    int step = Math.max(1, leads / PATHS);
    List<String> paths =
        IntStream.range(0, Math.min(leads, PATHS))
            .mapToObj(i -> "/v1/leads/user:" + EventLog.user(i * step))
            .toList();
    return new LoadPlan(
        "http://127.0.0.1:" + arena.scoring().port(),
        Map.of("Authorization", "Bearer " + ScoringRecipe.TOKEN),
        Files.write(arena.directory().resolve("paths"), paths).toString(),
        16,
        rate,
        Integer.MAX_VALUE,
        Duration.ofSeconds(seconds),
        true);
  }

  private static Sample run(GeneratorProcess generator, LoadPlan plan) throws IOException {
    LoadResult result = generator.run(plan);
    if (result.notTaken() > 0) {
      throw new IOException("scoring-service answered " + result.answers());
    }
    return Sample.of(result, 1, Duration.ZERO, Duration.ZERO);
  }
}
