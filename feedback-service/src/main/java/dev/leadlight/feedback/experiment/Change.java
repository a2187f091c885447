package dev.leadlight.feedback.experiment;

import dev.leadlight.feedback.significance.AlwaysValid;
import dev.leadlight.feedback.significance.Confidence;
import dev.leadlight.feedback.significance.Difference;
import org.jspecify.annotations.Nullable;

/**
 * By how much an arm's figure differs from the champion's. Figures that can't be said yet are null.
 *
 * @param absolute in the figure's own unit
 * @param relative the same as a share of the champion's figure: 0.1 is a tenth more
 * @param low of the 95 % interval of {@code absolute}, for one look at the end
 * @param pValue for one look at the end
 * @param alwaysLow of the interval that holds at all looks together
 * @param alwaysPValue valid at every look
 * @param varianceReduction how much of the scatter the time before has explained, 0 to 1
 */
public record Change(
    @Nullable Double absolute,
    @Nullable Double relative,
    @Nullable Double low,
    @Nullable Double high,
    double pValue,
    @Nullable Double alwaysLow,
    @Nullable Double alwaysHigh,
    double alwaysPValue,
    double varianceReduction) {

  /**
   * Puts a difference into figures.
   *
   * @param base the champion's figure
   * @param hopedFor the relative change that the experiment is to find, above 0
   */
  static Change of(Difference difference, double base, double hopedFor, double varianceReduction) {
    double typical = Math.abs(base) * hopedFor;
    AlwaysValid look =
        typical > 0 ? AlwaysValid.of(difference, typical, Confidence.USUAL) : AlwaysValid.UNDECIDED;
    return new Change(
        known(difference.estimate()),
        known(difference.estimate() / base),
        known(difference.interval().low()),
        known(difference.interval().high()),
        difference.pValue(),
        known(look.interval().low()),
        known(look.interval().high()),
        look.pValue(),
        varianceReduction);
  }

  /**
   * Whether it is no chance, however often one has looked.
   *
   * @param confidence of one comparison
   */
  boolean isReal(Confidence confidence) {
    return alwaysPValue < confidence.alpha();
  }

  boolean isGain() {
    return absolute != null && absolute > 0;
  }

  private static @Nullable Double known(double figure) {
    return Double.isFinite(figure) ? figure : null;
  }
}
