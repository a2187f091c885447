package dev.leadlight.benchmarks.ingest;

import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.load.LoadPlan;
import dev.leadlight.benchmarks.load.LoadResult;
import dev.leadlight.benchmarks.measure.ProcessUse;
import dev.leadlight.benchmarks.measure.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Drives ingest-service and its limit program in turn, A, B, A, B, so that what else the machine
 * does falls on both, and takes the medians of the rounds.
 *
 * @param rounds stretches of each program under each load
 * @param stretch how long each of them is
 * @param say takes lines for people
 */
record IngestBenchmark(
    Arena arena,
    GeneratorProcess generator,
    Requests requests,
    int rounds,
    Duration stretch,
    Consumer<String> say) {

  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** So many stretches that are no cheaper than those before: the compilers are done. */
  private static final int WARM_AFTER = 3;

  private static final double CHEAPER = 0.95;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The samples' medians, by program, in the order of {@link Arena#contestants}. */
  Map<Contestant, Sample> run(IngestLoad load) throws IOException {
    List<Contestant> contestants = arena.contestants(load);
    Map<Contestant, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Contestant contestant : contestants) {
        Sample sample = measure(contestant, load);
        samples.computeIfAbsent(contestant, first -> new ArrayList<>()).add(sample);
        say.accept(
            "%s, round %d, %s: %,.0f events/s"
                .formatted(load.label(), round, contestant.label(), sample.perSecond()));
      }
    }
    Map<Contestant, Sample> medians = new LinkedHashMap<>();
    samples.forEach((contestant, all) -> medians.put(contestant, Sample.median(all)));
    return medians;
  }

  /**
   * Lets the compilers of all processes see the load before anything counts. They share the
   * processors with it, and take half a minute of them for what ingest-service does. Told by the
   * processor time of an event, because events/s vary with what else the machine does.
   */
  void warmUp(IngestLoad load) throws IOException {
    for (Contestant contestant : arena.contestants(load)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      double least = Double.MAX_VALUE;
      int noCheaper = 0;
      while (noCheaper < WARM_AFTER && System.nanoTime() < deadline) {
        double cost = costOfOne(contestant, load);
        noCheaper = cost < CHEAPER * least ? 0 : noCheaper + 1;
        least = Math.min(least, cost);
      }
    }
  }

  /** Processor time of a request, in nanoseconds. */
  private double costOfOne(Contestant contestant, IngestLoad load) throws IOException {
    long program = contestant.server().pid();
    Duration before = ProcessUse.cpu(program);
    long taken = generator.run(plan(contestant, load, WARM_UP)).taken();
    return (double) ProcessUse.cpu(program).minus(before).toNanos() / taken;
  }

  private Sample measure(Contestant contestant, IngestLoad load) throws IOException {
    long program = contestant.server().pid();
    long broker = arena.kafka().pid();
    Duration programBefore = ProcessUse.cpu(program);
    Duration brokerBefore = ProcessUse.cpu(broker);
    LoadResult result = generator.run(plan(contestant, load, stretch));
    if (result.notTaken() > 0) {
      throw new IOException(
          contestant.label() + " did not take everything; it answered " + result.answers());
    }
    return Sample.of(
        result,
        load.events(),
        ProcessUse.cpu(program).minus(programBefore),
        ProcessUse.cpu(broker).minus(brokerBefore));
  }

  private LoadPlan plan(Contestant contestant, IngestLoad load, Duration duration) {
    Path bodies = load.isBatch() ? requests.batches() : requests.singles();
    return new LoadPlan(
        contestant.url(),
        Requests.headers(IngestRecipe.SHOP),
        bodies.toString(),
        load.connections(),
        0,
        duration);
  }
}
