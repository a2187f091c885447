package dev.leadlight.scoring.census;

import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.score.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lead that has bought, in three figures.
 *
 * @param recencyDays days since the last order
 * @param orders how many
 * @param net what they came to, in the card's currency
 */
public record Customer(double recencyDays, int orders, double net) {

  /** The lead as a customer; empty if it has not bought, or is no lead any more. */
  public static Optional<Customer> of(LeadState lead, Pricing card, Instant now) {
    if (lead.isUnseen() || lead.mergedInto() != null) {
      return Optional.empty();
    }
    Value value = card.read(lead.united()).valueAt(now);
    Long last = value.lastOrderAt();
    return last == null
        ? Optional.empty()
        : Optional.of(
            new Customer(
                (now.toEpochMilli() - last) / (double) Duration.ofDays(1).toMillis(),
                value.frequency(),
                value.monetary().doubleValue()));
  }
}
