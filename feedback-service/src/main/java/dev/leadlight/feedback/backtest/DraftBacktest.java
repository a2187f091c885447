package dev.leadlight.feedback.backtest;

import java.time.Instant;

/**
 * A back-test of a draft, as scoring-service last told of it.
 *
 * @param id scoring-service's
 * @param draft number of the draft
 * @param digest of what the draft said when it was asked
 * @param state scoring-service's word for how it stands
 * @param told the JSON that scoring-service answered
 */
public record DraftBacktest(
    String id,
    long draft,
    String digest,
    String begunBy,
    Instant begunAt,
    String state,
    String told) {

  private static final String RUNNING = "running";
  private static final String INTERRUPTED = "interrupted";

  /** Whether more may come of it. */
  public boolean isRunning() {
    return state.equals(RUNNING);
  }

  /** As told later. */
  public DraftBacktest told(String newState, String newTold) {
    return new DraftBacktest(id, draft, digest, begunBy, begunAt, newState, newTold);
  }

  /** As one of which scoring-service knows nothing any more. */
  public DraftBacktest lost() {
    return told(INTERRUPTED, told);
  }
}
