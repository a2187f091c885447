package dev.leadlight.routing.delivery.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Clearance;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.QuietHours;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this replica may send until its lease ends.
 *
 * @param parameters of the verb, as JSON
 * @param until end of the lease, which also proves the claim
 * @param quietHours as text; null if it may go at any hour
 * @param consent the latest of the lead as JSON; null if the verb needs none
 * @param change the tier change as JSON
 * @param assignee the lead's rep as JSON, if it has one now
 * @param isRepeat whether it may have been sent before
 * @param before who had the lead before, as JSON; null unless it hands the lead over
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
    @Nullable String quietHours,
    @Nullable String consent,
    String change,
    @Nullable String assignee,
    boolean isRepeat,
    @Nullable String before) {

  private static final TypeReference<List<Assignee>> ASSIGNEES = new TypeReference<>() {};

  /**
   * What to do instead of sending; empty if it may go.
   *
   * @throws UncheckedIOException if what is stored can't be read
   */
  public Optional<Verdict> objection(Delivery delivery, Instant now) {
    try {
      return Clearance.objection(
          delivery,
          OutboxRows.consent(consent),
          quietHours == null ? null : QuietHours.parse(quietHours).orElse(null),
          now);
    } catch (IOException e) {
      throw new UncheckedIOException("stored consent is unreadable", e);
    }
  }

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
              : ContractJson.read(assignee.getBytes(StandardCharsets.UTF_8), Assignee.class),
          isRepeat,
          before == null ? null : ContractJson.mapper().readValue(before, ASSIGNEES));
    } catch (IOException e) {
      throw new UncheckedIOException("stored delivery is unreadable", e);
    }
  }
}
