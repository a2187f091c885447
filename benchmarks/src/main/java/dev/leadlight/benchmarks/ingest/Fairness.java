package dev.leadlight.benchmarks.ingest;

import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.load.LoadPlan;
import dev.leadlight.benchmarks.load.LoadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One source sends a steady, modest stream; another one floods the service. How much later are the
 * first one's requests answered?
 *
 * @param flooder a generator that gives way to every other process, since it stands for machines
 *     elsewhere
 */
record Fairness(
    Arena arena,
    GeneratorProcess generator,
    GeneratorProcess flooder,
    Requests requests,
    int rounds,
    Duration stretch) {

  private static final int STEADY_PER_SECOND = 100;
  private static final int STEADY_CONNECTIONS = 8;
  private static final int FLOOD_PER_SECOND = 4_000;
  private static final int FLOOD_CONNECTIONS = 64;

  private static final int TOO_MANY = 429;

  /**
   * The medians of the rounds.
   *
   * @param alone the steady source's p99 while nobody else sends, in milliseconds
   * @param beside the same during the flood
   * @param taken the flood's requests that were taken, each second
   * @param refused those that were answered 429, each second
   */
  record Outcome(double alone, double beside, double taken, double refused) {}

  Outcome run(String floodingSource) throws IOException {
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    List<Double> taken = new ArrayList<>();
    List<Double> refused = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      alone.add(p99Millis(generator.run(steady())));
      flooder.begin(plan(floodingSource, FLOOD_CONNECTIONS, FLOOD_PER_SECOND).withoutQueue());
      beside.add(p99Millis(generator.run(steady())));
      LoadResult flood = flooder.await();
      System.err.println(
          "flood " + flood.answers() + " " + flood.elapsed() + " " + flood.longest());
      taken.add(flood.taken() / seconds(flood.elapsed()));
      refused.add(flood.answers().getOrDefault(TOO_MANY, 0L) / seconds(flood.elapsed()));
    }
    return new Outcome(median(alone), median(beside), median(taken), median(refused));
  }

  private LoadPlan steady() {
    return plan(IngestRecipe.SHOP, STEADY_CONNECTIONS, STEADY_PER_SECOND);
  }

  private LoadPlan plan(String source, int connections, int perSecond) {
    return new LoadPlan(
        arena.contestants(IngestLoad.ONE).get(0).url(),
        Requests.headers(source),
        requests.singles().toString(),
        connections,
        perSecond,
        stretch);
  }

  private static double p99Millis(LoadResult result) throws IOException {
    if (result.notTaken() > 0) {
      throw new IOException("the steady source was refused: " + result.answers());
    }
    return seconds(result.p99()) * 1_000;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
