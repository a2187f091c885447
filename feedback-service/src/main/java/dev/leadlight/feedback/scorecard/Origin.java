package dev.leadlight.feedback.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * Where a version came from.
 *
 * @param draft number of the draft it was; null if it came whole
 * @param approvedBy who approved the draft; null if nobody had to
 * @param restored the older version it takes back to; null if it is new
 */
public record Origin(@Nullable Long draft, @Nullable String approvedBy, @Nullable String restored) {

  /** Sent whole by somebody who may. */
  public static final Origin WHOLE = new Origin(null, null, null);

  /** A draft. */
  public static Origin of(Draft draft) {
    return new Origin(draft.number(), draft.approver(), null);
  }

  /** A roll-back. */
  public static Origin restored(String version) {
    return new Origin(null, null, version);
  }
}
