package dev.leadlight.feedback.significance;

import java.util.Random;

/** Groups of people, drawn from a known truth. */
final class Draws {

  private Draws() {}

  static Proportion proportion(Random random, int trials, double rate) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.nextDouble() < rate ? 1 : 0;
    }
    return new Proportion(successes, trials);
  }

  static Sums normal(Random random, int count, double mean, double deviation) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double amount = mean + deviation * random.nextGaussian();
      sum += amount;
      squares += amount * amount;
    }
    return new Sums(count, sum, squares);
  }

  /** People of whom some spend around a hundred each, and a few of those far more. */
  static Spent spent(Random random, int count, double rate) {
    double sum = 0;
    double squares = 0;
    long spenders = 0;
    for (int i = 0; i < count; i++) {
      if (random.nextDouble() < rate) {
        double amount = 100 * Math.exp(0.5 * random.nextGaussian());
        sum += amount;
        squares += amount * amount;
        spenders++;
      }
    }
    return new Spent(new Sums(count, sum, squares), spenders);
  }

  /** Amounts, those of 0 included, and how many are above 0. */
  record Spent(Sums sums, long spenders) {}

  /** People whose amounts during the experiment depend on theirs before it. */
  static Adjusted habits(Random random, int count, double effect) {
    double sum = 0;
    double squares = 0;
    double sumBefore = 0;
    double squaresBefore = 0;
    double products = 0;
    for (int i = 0; i < count; i++) {
      double before = 50 + 20 * random.nextGaussian();
      double during = before + 10 * random.nextGaussian() + effect;
      sum += during;
      squares += during * during;
      sumBefore += before;
      squaresBefore += before * before;
      products += during * before;
    }
    return new Adjusted(
        new Sums(count, sum, squares), new Sums(count, sumBefore, squaresBefore), products);
  }
}
