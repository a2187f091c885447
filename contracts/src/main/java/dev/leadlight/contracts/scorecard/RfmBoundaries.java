package dev.leadlight.contracts.scorecard;

import java.time.Instant;
import java.util.List;

/**
 * How the customers of a shop are spread, as scoring-service found and published it on the topic of
 * scorecards under {@code rfm:boundaries}. Every replica uses the same ones until the next are
 * published.
 *
 * @param version names them in answers
 * @param customers how many there were
 * @param recencyDays days since the last order at each percentile, 0 to 100
 * @param frequency number of orders at each percentile
 * @param monetary net value of the orders at each percentile, in {@code currency}
 */
public record RfmBoundaries(
    String version,
    Instant computedAt,
    long customers,
    String currency,
    List<Double> recencyDays,
    List<Double> frequency,
    List<Double> monetary) {

  private static final int PERCENT = 100;

  public RfmBoundaries {
    recencyDays = recencyDays == null ? recencyDays : List.copyOf(recencyDays);
    frequency = frequency == null ? frequency : List.copyOf(frequency);
    monetary = monetary == null ? monetary : List.copyOf(monetary);
  }

  double recencyDays(int part, int parts) {
    return at(recencyDays, part, parts);
  }

  double frequency(int part, int parts) {
    return at(frequency, part, parts);
  }

  double monetary(int part, int parts) {
    return at(monetary, part, parts);
  }

  /** The nearest percentile at or above the share. */
  private static double at(List<Double> percentiles, int part, int parts) {
    return percentiles.get(Math.min(PERCENT, (PERCENT * part + parts - 1) / parts));
  }
}
