package dev.leadlight.benchmarks.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Table;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run scoring}: the event log folded, then leads looked up. */
@Command(
    name = "scoring",
    mixinStandardHelpOptions = true,
    description = "Has scoring-service fold an event log and answer about leads, beside limits.")
public final class ScoringCommand implements Callable<Integer> {

  /**
   * What comes first is start and warm-up; it is not counted. With two cores, the compiler is at
   * work for the first million events.
   */
  private static final double UNCOUNTED = 2.0 / 3;

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(names = "--events", description = "Events in the log (default: ${DEFAULT-VALUE}).")
  int events = 1_500_000;

  @Option(names = "--leads", description = "Leads they are of (default: ${DEFAULT-VALUE}).")
  int leads = 50_000;

  @Option(
      names = "--rounds",
      description = "Stretches of look-ups; 0 for none (default: ${DEFAULT-VALUE}).")
  int rounds = 3;

  @Option(names = "--seconds", description = "Length of each (default: ${DEFAULT-VALUE}).")
  int seconds = 4;

  @Option(
      names = "--warm-up",
      description = "Seconds of look-ups that are not counted (default: ${DEFAULT-VALUE}).")
  int warmUp = 60;

  @Option(
      names = "--no-folding",
      description = "The log is folded, but not measured beside its limit: for look-ups alone.")
  boolean isFoldingLeftOut;

  @Option(names = "--connections", description = "Look-ups at once (default: ${DEFAULT-VALUE}).")
  int connections = 16;

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Further options of scoring-service's JVM, to record or to compare.")
  String jvmOptions = "";

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    try (ScoringArena arena = ScoringArena.open(home, jvmOptions);
        RedisLine line = new RedisLine(arena.redisUrl());
        Admin admin = Admin.create(Map.of("bootstrap.servers", arena.kafka()))) {
      EventLog log = new EventLog(arena.kafka());
      System.err.printf("Writing %,d events of %,d leads%n", events, leads);
      log.fill(events, leads);
      if (isFoldingLeftOut) {
        arena.scoring().start();
        log.awaitFolded(admin, ScoringRecipe.GROUP, log.size(admin));
      } else {
        fold(log, admin, arena, line);
      }
      if (rounds > 0) {
        arena.scoring().start();
        System.out.println(
            new LookUps(leads, connections, rounds, seconds, warmUp).measure(arena, line));
      }
    }
    return 0;
  }

  private record Folded(double perSecond, double cpu, double redisCpu, double kafkaCpu) {}

  private void fold(EventLog log, Admin admin, ScoringArena arena, RedisLine line)
      throws IOException, ExecutionException, InterruptedException {
    long empty = Long.parseLong(line.info("memory").get("used_memory"));
    Map<String, Long> before = line.calls();
    Folded service = folded(log, admin, ScoringRecipe.GROUP, arena.scoring(), arena);
    long used = Long.parseLong(line.info("memory").get("used_memory")) - empty;
    Table commands = commands(before, line.calls());
    arena.scoring().stop();
    int port = Ports.free();
    String bytes = Long.toString(stateBytes(line));
    try (ManagedServer limit =
        arena.server(
            new LimitRecipe(
                "fold-limit",
                port,
                FoldLimit.class,
                List.of(Integer.toString(port), log.kafka(), arena.redisUrl(), bytes)))) {
      Folded bare = folded(log, admin, FoldLimit.GROUP, limit, arena);
      Table table =
          new Table(
              "folding",
              "events/s",
              "CPU s per 100,000",
              "Redis' CPU s per 100,000",
              "Kafka's CPU s per 100,000");
      row(table, "scoring-service", service);
      row(table, "limit, values of " + bytes + " bytes", bare);
      table.row(
          "**ratio**", "**" + Table.times(service.perSecond / bare.perSecond) + "**", "", "", "");
      System.out.println(table);
    }
    System.out.println(commands);
    System.out.printf(
        "Redis holds %,d bytes a lead: %,d MB for a million such leads (extrapolated from %,d).%n%n",
        used / leads, used / leads * 1_000_000 / 1_000_000, leads);
  }

  private static void row(Table table, String name, Folded folded) {
    table.row(
        name,
        Table.figure(folded.perSecond),
        Table.figure(folded.cpu),
        Table.figure(folded.redisCpu),
        Table.figure(folded.kafkaCpu));
  }

  /** Starts a program and watches its commits up to the end of the log. */
  private static Folded folded(
      EventLog log, Admin admin, String group, ManagedServer program, ScoringArena arena)
      throws ExecutionException, InterruptedException {
    long end = log.size(admin);
    long first = (long) (end * UNCOUNTED);
    program.start();
    log.awaitFolded(admin, group, first);
    long from = System.nanoTime();
    long begun = log.committed(admin, group);
    Duration cpu = ProcessUse.cpu(program.pid());
    Duration redisCpu = ProcessUse.cpu(arena.redis().pid());
    Duration kafkaCpu = ProcessUse.cpu(arena.broker().pid());
    log.awaitFolded(admin, group, end);
    double took = (System.nanoTime() - from) / 1e9;
    double portions = (end - begun) / 1e5;
    return new Folded(
        (end - begun) / took,
        ProcessUse.cpu(program.pid()).minus(cpu).toMillis() / 1e3 / portions,
        ProcessUse.cpu(arena.redis().pid()).minus(redisCpu).toMillis() / 1e3 / portions,
        ProcessUse.cpu(arena.broker().pid()).minus(kafkaCpu).toMillis() / 1e3 / portions);
  }

  private Table commands(Map<String, Long> before, Map<String, Long> after) {
    Table table = new Table("Redis command", "calls an event");
    long all = 0;
    for (Map.Entry<String, Long> each : after.entrySet()) {
      long calls = each.getValue() - before.getOrDefault(each.getKey(), 0L);
      all += calls;
      if (calls > events / 1000) {
        table.row(each.getKey(), Table.figure((double) calls / events));
      }
    }
    table.row("**all**", Table.figure((double) all / events));
    return table;
  }

  /** The median of a few leads' states. */
  private static long stateBytes(RedisLine line) throws IOException {
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      line.write("RANDOMKEY".getBytes(UTF_8));
      line.flush();
      byte[] key = line.read();
      if (key != null && new String(key, UTF_8).startsWith("ll:l:")) {
        line.write("STRLEN".getBytes(UTF_8), key);
        line.flush();
        byte[] length = line.read();
        sizes.add(length == null ? 0 : Long.parseLong(new String(length, UTF_8).substring(1)));
      }
    }
    sizes.sort(null);
    return sizes.isEmpty() ? 1_000 : sizes.get(sizes.size() / 2);
  }
}
