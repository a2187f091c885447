package dev.leadlight.platform.access;

/** What a caller of administrative routes may do; each role includes the ones before it. */
public final class Roles {
  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Does daily work: replays, outcomes. */
  public static final String OPERATOR = "operator";

  /** Changes how the system decides: scorecards, destinations. */
  public static final String ADMIN = "admin";

  private Roles() {}
}
