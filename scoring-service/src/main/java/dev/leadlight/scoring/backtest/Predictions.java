package dev.leadlight.scoring.backtest;

import java.util.Arrays;

/**
 * What a card said, row by row, and what came of it. Kept in columns: there are as many rows as
 * leads times moments.
 */
public final class Predictions {

  private static final int CONVERTED = 0x80;

  private float[] scores = new float[1024]; // as precise as they are sorted
  private byte[] tiers = new byte[1024]; // and a bit that says whether it has converted
  private int size;

  /**
   * Adds a row.
   *
   * @param tier index among the card's tiers, 0 for the highest
   */
  void add(double score, int tier, boolean hasConverted) {
    if (size == scores.length) {
      scores = Arrays.copyOf(scores, 2 * size);
      tiers = Arrays.copyOf(tiers, 2 * size);
    }
    scores[size] = (float) score;
    tiers[size++] = (byte) (hasConverted ? tier | CONVERTED : tier);
  }

  int size() {
    return size;
  }

  double score(int row) {
    return scores[row];
  }

  int tier(int row) {
    return tiers[row] & ~CONVERTED & 0xFF;
  }

  boolean converted(int row) {
    return (tiers[row] & CONVERTED) != 0;
  }

  /** Rows in the order of their scores, highest first. */
  int[] byScore() {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      // Scores are not negative, so their bits sort as they do.
      order[i] = ((long) Float.floatToIntBits(scores[i]) << 32) | i;
    }
    Arrays.sort(order);
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = (int) order[size - 1 - i];
    }
    return rows;
  }
}
