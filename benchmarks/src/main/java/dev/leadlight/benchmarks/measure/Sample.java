package dev.leadlight.benchmarks.measure;

import dev.leadlight.benchmarks.load.LoadResult;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one stretch of load cost.
 *
 * @param perSecond events taken each second
 * @param p50Millis of the requests' latencies; p99 likewise
 * @param cpu seconds on a processor for 100,000 events, of the program
 * @param kafkaCpu the same, of the broker
 */
public record Sample(
    double perSecond, double p50Millis, double p99Millis, double cpu, double kafkaCpu) {

  private static final double PORTION = 100_000;

  /** The sample of a stretch of requests with so many events each. */
  public static Sample of(
      LoadResult result, int eventsPerRequest, Duration programCpu, Duration brokerCpu) {
    double events = (double) result.taken() * eventsPerRequest;
    double portions = events / PORTION;
    return new Sample(
        events / seconds(result.elapsed()),
        seconds(result.p50()) * 1_000,
        seconds(result.p99()) * 1_000,
        seconds(programCpu) / portions,
        seconds(brokerCpu) / portions);
  }

  /** Each figure's median, on its own. */
  public static Sample median(List<Sample> samples) {
    return new Sample(
        median(samples, Sample::perSecond),
        median(samples, Sample::p50Millis),
        median(samples, Sample::p99Millis),
        median(samples, Sample::cpu),
        median(samples, Sample::kafkaCpu));
  }

  /** Each figure as a multiple of the other's. */
  public Sample over(Sample other) {
    return new Sample(
        perSecond / other.perSecond,
        p50Millis / other.p50Millis,
        p99Millis / other.p99Millis,
        cpu / other.cpu,
        kafkaCpu / other.kafkaCpu);
  }

  /** The median of one figure. */
  public static <T> double median(List<T> samples, ToDoubleFunction<T> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
