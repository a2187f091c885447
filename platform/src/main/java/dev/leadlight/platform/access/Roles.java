package dev.leadlight.platform.access;

import dev.leadlight.contracts.access.AccessRole;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a caller of administrative routes may do; each role includes the ones before it. */
public final class Roles {
  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Does daily work: replays, outcomes. */
  public static final String OPERATOR = "operator";

  /** Changes how the system decides: scorecards, destinations. */
  public static final String ADMIN = "admin";

  private Roles() {}

  /** A role with those it includes. */
  static Set<String> upTo(AccessRole role) {
    Set<String> names = new HashSet<>();
    for (AccessRole each : AccessRole.values()) {
      if (each.compareTo(role) <= 0) {
        names.add(each.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
