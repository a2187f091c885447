package dev.leadlight.feedback.retention;

/**
 * A kind of data that is kept for a while.
 *
 * <p>Told as a closed list, so that table and column names never come from outside. Snapshots and
 * conversions are not in it: they lie by month, and whole months of them are dropped.
 */
public enum Kept {
  RAW_LABELS("raw_label", "received_at < $1"),
  ERRANDS("errand", "received_at < $1"),
  WAITING_LABELS("outcome", "waiting and occurred_at < $1"),
  OUTCOMES("outcome", "occurred_at < $1"),
  TIER_CHANGES("tier_change", "decided_at < $1"),
  STORE_SIGNALS("store_signal", "occurred_at < $1"),
  FOOTFALL("footfall", "from_at < $1"),
  DELIVERIES("delivery", "concluded_at < $1"),
  IDENTITIES("identity_lead", "at < $1");

  private final String table;
  private final String condition;

  Kept(String table, String condition) {
    this.table = table;
    this.condition = condition;
  }

  /** Deletes at most {@code $2} rows from before {@code $1}. */
  public String pruning() {
    return "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s limit $2))"
        .formatted(table, condition);
  }
}
