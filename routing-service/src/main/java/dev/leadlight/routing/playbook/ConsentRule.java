package dev.leadlight.routing.playbook;

import org.jspecify.annotations.Nullable;

/** What a lead has to have said about a purpose. */
public enum ConsentRule {
  GIVEN,
  REFUSED,
  /** Given, or nothing said. */
  NOT_REFUSED;

  /**
   * Whether that was said.
   *
   * @param said null if nothing was
   */
  public boolean matches(@Nullable Boolean said) {
    return switch (this) {
      case GIVEN -> Boolean.TRUE.equals(said);
      case REFUSED -> Boolean.FALSE.equals(said);
      case NOT_REFUSED -> !Boolean.FALSE.equals(said);
    };
  }
}
