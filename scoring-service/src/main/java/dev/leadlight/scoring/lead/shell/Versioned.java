package dev.leadlight.scoring.lead.shell;

import dev.leadlight.scoring.lead.LeadState;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A lead as it was read.
 *
 * @param version grows by one with each write
 * @param isStored whether there was something; if not, the version is that after which it begins
 */
public record Versioned(LeadState state, long version, boolean isStored) {

  /** Far from where the numbers end, however often a lead is written. */
  private static final long BEGINNINGS = 1L << 62;

  /**
   * A lead of which nothing is stored. What is written then begins at a version drawn by lot: a
   * lead that was there before and is forgotten had others, so whoever has read that one can't take
   * the new one for it.
   */
  public static Versioned absent(LeadState unseen) {
    return new Versioned(unseen, ThreadLocalRandom.current().nextLong(BEGINNINGS), false);
  }

  /** What is to be written instead, if nobody else has written since. */
  public Versioned with(LeadState next) {
    return new Versioned(next, version, isStored);
  }

  /** As it stands once that is written. */
  public Versioned written() {
    return new Versioned(state, version + 1, true);
  }
}
