package dev.leadlight.routing.delivery.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this replica may send until its lease ends.
 *
 * @param parameters of the verb, as JSON
 * @param change the tier change as JSON
 * @param until end of the lease, which also proves the claim
 * @param assignee the lead's rep as JSON, if it has one now
 */
public record Claim(
    String id,
    String destination,
    String verb,
    String parameters,
    String leadId,
    int step,
    Instant plannedAt,
    @Nullable Instant expiresAt,
    Instant until,
    String change,
    @Nullable String assignee) {

  /**
   * What is to be sent.
   *
   * @throws UncheckedIOException if what is stored can't be read
   */
  public Delivery delivery() {
    try {
      return new Delivery(
          id,
          destination,
          Verb.ofLabel(verb).orElseThrow(() -> new IOException("unknown verb " + verb)),
          OutboxRows.parameters(parameters),
          step,
          plannedAt,
          expiresAt,
          ContractJson.read(change.getBytes(StandardCharsets.UTF_8), TierChange.class),
          assignee == null
              ? null
              : ContractJson.read(assignee.getBytes(StandardCharsets.UTF_8), Assignee.class));
    } catch (IOException e) {
      throw new UncheckedIOException("stored delivery is unreadable", e);
    }
  }
}
