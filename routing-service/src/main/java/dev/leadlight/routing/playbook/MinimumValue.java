package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.tier.LeadValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a lead has to be worth at least.
 *
 * @param currency ISO 4217 code; values in another are not compared, and so don't match
 */
public record MinimumValue(BigDecimal atLeast, Of of, String currency) {

  /** Which of a lead's values counts. */
  public enum Of {
    /** What it has spent. */
    SPENT,
    /** What it is expected to spend. */
    EXPECTED
  }

  /** Whether a lead is worth that much; one of unknown value is not. */
  public boolean matches(@Nullable LeadValue value) {
    if (value == null || !value.currency().equals(currency)) {
      return false;
    }
    BigDecimal amount = of == Of.SPENT ? value.spent() : value.expected();
    return amount != null && amount.compareTo(atLeast) >= 0;
  }
}
