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
  private static final String MOVED = "leadlight_scoring_sweep_moved_total";

  /** As the starter card has it. */
  private static final int CART_POINTS = 25;

  /** One thing in the cart makes a lead sales-ready, which it was not before. */
  private static final int CART_POINTS_DEAR = 120;

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
      Swept up = sweep("up, by a cold service", 1, CART_POINTS_DEAR, arena, log, generator, plan);
      Swept down = sweep("back again, once warm", 2, CART_POINTS, arena, log, generator, plan);
      print(Sample.median(before), List.of(up, down));
    }
    return 0;
  }

  /** What a sweep took, and how leads were answered meanwhile. */
  private record Swept(
      String name, double moved, double seconds, double cpu, double redisCpu, Sample beside) {}

  /**
   * @param ordinal of the sweep, from 1
   */
  private Swept sweep(
      String name,
      int ordinal,
      int cartPoints,
      ScoringArena arena,
      EventLog log,
      GeneratorProcess generator,
      LoadPlan plan)
      throws IOException, ExecutionException, InterruptedException {
    ScoringClient client = ScoringClient.at(arena.scoring().port());
    double movedBefore = client.metric(MOVED);
    Duration cpu = ProcessUse.cpu(arena.scoring().pid());
    Duration redisCpu = ProcessUse.cpu(arena.redis().pid());
    long begun = System.nanoTime();
    log.publish("retail-starter", card(cartPoints));
    CompletableFuture<Long> end =
        CompletableFuture.supplyAsync(() -> awaitEnd(client, ordinal * PARTS));
    List<Sample> during = new ArrayList<>();
    while (!end.isDone()) {
      during.add(run(generator, plan));
    }
    return new Swept(
        name,
        client.metric(MOVED) - movedBefore,
        (end.join() - begun) / 1e9,
        ProcessUse.cpu(arena.scoring().pid()).minus(cpu).toMillis() / 1e3,
        ProcessUse.cpu(arena.redis().pid()).minus(redisCpu).toMillis() / 1e3,
        Sample.median(during));
  }

  private void print(Sample before, List<Swept> sweeps) {
    Table table =
        new Table(
            "sweep of " + leads + " leads, " + (isRecordedOnly ? "recorded" : "announced"),
            "moved",
            "seconds",
            "CPU s",
            "Redis' CPU s");
    sweeps.forEach(
        each ->
            table.row(
                each.name,
                Table.figure(each.moved),
                Table.figure(each.seconds),
                Table.figure(each.cpu),
                Table.figure(each.redisCpu)));
    System.out.println(table);
    Table lookUps = new Table("look-ups beside it", "requests/s", "p50, ms", "p99, ms");
    row(lookUps, "before", before);
    for (Swept each : sweeps) {
      row(lookUps, each.name, each.beside);
      Sample ratio = each.beside.over(before);
      lookUps.row(
          "**over before**",
          Table.times(ratio.perSecond()),
          Table.times(ratio.p50Millis()),
          "**" + Table.times(ratio.p99Millis()) + "**");
    }
    System.out.println(lookUps);
  }

  private static void row(Table table, String name, Sample sample) {
    table.row(
        name,
        Table.figure(sample.perSecond()),
        Table.figure(sample.p50Millis()),
        Table.figure(sample.p99Millis()));
  }

  /** The starter card, but for what a cart is worth. */
  private ObjectNode card(int cartPoints) {
    ObjectNode card = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) card.at("/groups/0/rules/0")).put("points", cartPoints);
    card.put("version", "carts-at-" + cartPoints);
    card.putObject("published")
        .put("at", Instant.now().toString())
        .put("announce", !isRecordedOnly);
    return card;
  }

  private static long awaitEnd(ScoringClient client, int parts) {
    try {
      while (client.metric("leadlight_scoring_sweep_parts_total") < parts) {
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
