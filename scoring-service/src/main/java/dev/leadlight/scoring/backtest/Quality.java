package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a card told buyers from others. A prediction is a lead at a moment.
 *
 * @param conversions predictions after which an outcome followed
 * @param rate their share; what a blind guess would reach
 * @param prAuc area under the curve of precision over recall, as average precision: the mean, over
 *     all conversions, of the precision at the score they have. {@code rate} for a blind guess, 1
 *     for a perfect order; null without conversions
 * @param tiers highest first
 * @param calibration tenths of the predictions by score, highest first: rates should fall
 */
public record Quality(
    long predictions,
    long conversions,
    double rate,
    @Nullable Double prAuc,
    List<TierQuality> tiers,
    List<Band> calibration) {

  private static final int BANDS = 10;

  public Quality {
    tiers = List.copyOf(tiers);
    calibration = List.copyOf(calibration);
  }

  /**
   * One tier, and what it would be to act on it and all above it.
   *
   * @param share of all predictions
   * @param rate of conversion in this tier; null if nobody was in it
   * @param between where the true rate lies with a confidence of 95 %
   * @param lift {@code rate} over the rate of all; null where either is missing
   * @param precision rate in this tier and above
   * @param recall share of all conversions that were in this tier or above
   */
  public record TierQuality(
      String tier,
      long predictions,
      double share,
      long conversions,
      @Nullable Double rate,
      @Nullable Interval between,
      @Nullable Double lift,
      @Nullable Double precision,
      @Nullable Double recall) {}

  /** Predictions of neighbouring scores. */
  public record Band(
      double fromScore, double toScore, long predictions, long conversions, Interval between) {}

  /** Judges predictions made under a card. */
  public static Quality of(Predictions predictions, Scorecard card) {
    int size = predictions.size();
    long conversions = 0;
    for (int i = 0; i < size; i++) {
      conversions += predictions.converted(i) ? 1 : 0;
    }
    int[] order = predictions.byScore();
    return new Quality(
        size,
        conversions,
        size == 0 ? 0 : (double) conversions / size,
        conversions == 0 ? null : averagePrecision(predictions, order, conversions),
        tiers(predictions, card.tiers(), conversions),
        bands(predictions, order));
  }

  /**
   * Average precision; predictions of equal scores are met at once, so their order is no matter.
   */
  private static double averagePrecision(Predictions predictions, int[] order, long conversions) {
    double sum = 0;
    long hits = 0;
    int i = 0;
    while (i < order.length) {
      double score = predictions.score(order[i]);
      long together = 0;
      while (i < order.length && predictions.score(order[i]) == score) {
        together += predictions.converted(order[i++]) ? 1 : 0;
      }
      hits += together;
      sum += together * ((double) hits / i);
    }
    return sum / conversions;
  }

  private static List<TierQuality> tiers(
      Predictions predictions, List<Tier> tiers, long conversions) {
    long[] count = new long[tiers.size()];
    long[] hits = new long[tiers.size()];
    for (int i = 0; i < predictions.size(); i++) {
      count[predictions.tier(i)]++;
      hits[predictions.tier(i)] += predictions.converted(i) ? 1 : 0;
    }
    List<TierQuality> all = new ArrayList<>();
    long above = 0;
    long hitsAbove = 0;
    for (int t = 0; t < tiers.size(); t++) {
      above += count[t];
      hitsAbove += hits[t];
      Double rate = ratio(hits[t], count[t]);
      Double base = ratio(conversions, predictions.size());
      all.add(
          new TierQuality(
              tiers.get(t).name(),
              count[t],
              predictions.size() == 0 ? 0 : (double) count[t] / predictions.size(),
              hits[t],
              rate,
              rate == null ? null : Interval.ofRate(hits[t], count[t]),
              rate == null || base == null || base == 0 ? null : rate / base,
              ratio(hitsAbove, above),
              ratio(hitsAbove, conversions)));
    }
    return all;
  }

  private static List<Band> bands(Predictions predictions, int[] order) {
    List<Band> bands = new ArrayList<>();
    int from = 0;
    for (int b = 1; b <= BANDS; b++) {
      int until = (int) ((long) order.length * b / BANDS);
      // Equal scores belong together.
      while (until > from
          && until < order.length
          && predictions.score(order[until]) == predictions.score(order[until - 1])) {
        until++;
      }
      if (until > from) {
        long hits = 0;
        for (int i = from; i < until; i++) {
          hits += predictions.converted(order[i]) ? 1 : 0;
        }
        bands.add(
            new Band(
                predictions.score(order[until - 1]),
                predictions.score(order[from]),
                until - from,
                hits,
                Interval.ofRate(hits, until - from)));
        from = until;
      }
    }
    return bands;
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
