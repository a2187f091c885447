package dev.leadlight.feedback.significance;

import java.util.stream.LongStream;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether the groups have the sizes they were meant to have. If not, somebody is counted in one
 * group and not in the other, and no comparison of them means anything (Fabijan et al., KDD 2019).
 *
 * @param pValue how often sizes at least as far off come about by chance, 0 to 1
 */
public record SampleRatio(double pValue) {

  /** Strict, since it is looked at every day. */
  private static final double LIMIT = 0.001;

  /**
   * Pearson's χ² test.
   *
   * @param shares in the order of the sizes, above 0; they are scaled to a sum of 1
   */
  public static SampleRatio of(double[] shares, long[] sizes) {
    if (sizes.length < 2 || LongStream.of(sizes).sum() == 0) {
      return new SampleRatio(1);
    }
    return new SampleRatio(ChiSquareTest.withDefaults().test(shares, sizes).getPValue());
  }

  /** Whether chance is no explanation. */
  public boolean isMismatch() {
    return pValue < LIMIT;
  }
}
