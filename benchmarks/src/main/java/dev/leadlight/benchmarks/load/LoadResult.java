package dev.leadlight.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a {@link LoadPlan}. Latencies are those of the requests that were taken (2xx), from
 * the moment a request should have begun to the end of its answer.
 *
 * @param answers how many of each status; 0 stands for no answer
 * @param elapsed from the first request to the last answer
 */
public record LoadResult(
    Map<Integer, Long> answers, Duration elapsed, Duration p50, Duration p99, Duration longest) {

  public LoadResult {
    answers = new TreeMap<>(answers);
  }

  /** Requests answered 2xx. */
  public long taken() {
    return answers.entrySet().stream()
        .filter(answer -> isTaken(answer.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Requests answered otherwise, or not at all. */
  public long notTaken() {
    return answers.values().stream().mapToLong(Long::longValue).sum() - taken();
  }

  static boolean isTaken(int status) {
    return status / 100 == 2;
  }
}
