package dev.leadlight.benchmarks.ingest;

import dev.leadlight.benchmarks.load.GeneratorProcess;
import dev.leadlight.benchmarks.load.LoadPlan;
import dev.leadlight.benchmarks.load.LoadResult;
import dev.leadlight.benchmarks.measure.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One source sends a steady, modest stream; another one sends much more. How much later are the
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

  /** What the other source does. */
  enum Neighbour {
    OBEDIENT(
        "may send %d events/s and keeps to it".formatted(IngestRecipe.LIMIT_PER_SECOND),
        IngestRecipe.LIMITED,
        IngestRecipe.LIMIT_PER_SECOND - 20),
    LIMITED(
        "may send %d events/s and floods".formatted(IngestRecipe.LIMIT_PER_SECOND),
        IngestRecipe.LIMITED,
        FLOOD_PER_SECOND),
    UNTOLD("says nothing of limits and floods", IngestRecipe.UNTOLD, FLOOD_PER_SECOND),
    UNLIMITED("is unlimited by its settings and floods", IngestRecipe.UNLIMITED, FLOOD_PER_SECOND);

    private final String label;
    private final String source;
    private final int perSecond;

    Neighbour(String label, String source, int perSecond) {
      this.label = label;
      this.source = source;
      this.perSecond = perSecond;
    }

    String label() {
      return label;
    }
  }

  /**
   * The medians of the rounds.
   *
   * @param alone the steady source's p99 while nobody else sends, in milliseconds
   * @param beside the same beside the other source
   * @param taken the other source's requests that were taken, each second
   * @param refused those that were answered 429, each second
   */
  record Outcome(double alone, double beside, double taken, double refused) {}

  /** Alone, then beside each neighbour, and again. */
  Map<Neighbour, Outcome> run() throws IOException {
    for (Neighbour neighbour : Neighbour.values()) {
      // Refusals are a path of their own, which the compilers have not seen yet.
      beside(neighbour);
    }
    List<Outcome> alone = new ArrayList<>();
    Map<Neighbour, List<Outcome>> beside = new EnumMap<>(Neighbour.class);
    for (int round = 0; round < rounds; round++) {
      alone.add(new Outcome(p99Millis(generator.run(steady())), 0, 0, 0));
      for (Neighbour neighbour : Neighbour.values()) {
        beside.computeIfAbsent(neighbour, first -> new ArrayList<>()).add(beside(neighbour));
      }
    }
    Map<Neighbour, Outcome> outcomes = new EnumMap<>(Neighbour.class);
    beside.forEach(
        (neighbour, all) ->
            outcomes.put(
                neighbour,
                new Outcome(
                    Sample.median(alone, Outcome::alone),
                    Sample.median(all, Outcome::beside),
                    Sample.median(all, Outcome::taken),
                    Sample.median(all, Outcome::refused))));
    return outcomes;
  }

  private Outcome beside(Neighbour neighbour) throws IOException {
    flooder.begin(plan(neighbour.source, FLOOD_CONNECTIONS, neighbour.perSecond).withoutQueue());
    double beside = p99Millis(generator.run(steady()));
    LoadResult other = flooder.await();
    return new Outcome(
        0,
        beside,
        other.taken() / seconds(other.elapsed()),
        other.answers().getOrDefault(TOO_MANY, 0L) / seconds(other.elapsed()));
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

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
