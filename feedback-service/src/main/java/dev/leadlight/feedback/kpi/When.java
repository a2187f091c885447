package dev.leadlight.feedback.kpi;

/** Which days are counted. */
public enum When {
  /** The period. */
  NOW,
  /** As many days just before. */
  BEFORE,
  /** Both taken as one. */
  BOTH
}
