package dev.leadlight.routing.connector.dialogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token that a system lent us.
 *
 * @param baseUrl where it wants to be used, if not where it was asked for
 * @param goodUntil null if nobody knows
 */
public record Token(String value, @Nullable String baseUrl, @Nullable Instant goodUntil) {

  /** Whether it may be used at that moment. */
  public boolean isGood(Instant now) {
    return goodUntil == null || now.isBefore(goodUntil);
  }

  /** Without the token: this may be logged. */
  @Override
  public String toString() {
    return "Token[goodUntil=" + goodUntil + "]";
  }
}
