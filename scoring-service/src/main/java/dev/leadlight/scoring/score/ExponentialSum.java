package dev.leadlight.scoring.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sum of exponentials in time: coefficient × e^(−rate × t).
 *
 * <p>Its zeros are found by Rolle's theorem. Multiplied by e^(rate × t) of one of its terms, which
 * moves no zero, that term becomes constant and vanishes from the derivative. What is left is a sum
 * with one term less, and between two of its zeros the product moves one way, so it has at most one
 * zero there, which bisection finds.
 *
 * @param rates ascending, each once
 */
record ExponentialSum(List<Double> coefficients, List<Double> rates) {

  private static final int BISECTIONS = 80;

  static ExponentialSum of(double[] coefficients, double[] rates) {
    Map<Double, Double> byRate = new TreeMap<>();
    for (int i = 0; i < rates.length; i++) {
      if (coefficients[i] != 0) {
        byRate.merge(rates[i], coefficients[i], Double::sum);
      }
    }
    return new ExponentialSum(List.copyOf(byRate.values()), List.copyOf(byRate.keySet()));
  }

  /** All zeros in (0, end), ascending; none of a sum that is zero everywhere. */
  List<Double> zeros(double end) {
    if (coefficients.stream().allMatch(c -> c >= 0)
        || coefficients.stream().allMatch(c -> c <= 0)) {
      return List.of();
    }
    List<Double> bounds = new ArrayList<>();
    bounds.add(0.0);
    bounds.addAll(withoutFirst().zeros(end));
    bounds.add(end);
    List<Double> zeros = new ArrayList<>();
    for (int i = 1; i < bounds.size(); i++) {
      double from = bounds.get(i - 1);
      double to = bounds.get(i);
      if (signAt(from) * signAt(to) < 0) {
        zeros.add(zero(from, to));
      }
    }
    return zeros;
  }

  /** The derivative of the sum × e^(first rate × t), but for a factor that is never zero. */
  private ExponentialSum withoutFirst() {
    List<Double> reduced = new ArrayList<>();
    for (int i = 1; i < rates.size(); i++) {
      reduced.add(coefficients.get(i) * (rates.get(0) - rates.get(i)));
    }
    return new ExponentialSum(reduced, rates.subList(1, rates.size()));
  }

  private double zero(double from, double to) {
    double low = from;
    double high = to;
    double sign = signAt(from);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (signAt(middle) == sign) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Of the sum × e^(slowest rate × t), in which not everything vanishes after a long time. */
  private double signAt(double t) {
    double sum = 0;
    for (int i = 0; i < rates.size(); i++) {
      sum += coefficients.get(i) * Math.exp(-(rates.get(i) - rates.get(0)) * t);
    }
    return Math.signum(sum);
  }
}
