package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;

/** What one follower of an import has been told. For one stream. */
final class News {

  private final int longestSilence;
  private long told = -1;
  private int silence;

  /** Tells everything at least every so many looks. */
  News(int longestSilence) {
    this.longestSilence = longestSilence;
  }

  boolean isWorthTelling(ImportState state) {
    silence++;
    boolean worth = state.revision() != told || silence >= longestSilence;
    if (worth) {
      told = state.revision();
      silence = 0;
    }
    return worth;
  }
}
