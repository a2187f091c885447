package dev.leadlight.scoring.live;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import java.time.Instant;
import java.util.List;

/**
 * A tier change as it is told to those who watch: without names and addresses.
 *
 * @param id of the change
 * @param score at {@code decidedAt}
 * @param segments of the lead at {@code decidedAt}
 */
public record LiveChange(
    String id,
    LeadId leadId,
    String from,
    String to,
    TierChange.Direction direction,
    double score,
    Instant since,
    Instant decidedAt,
    List<String> segments) {

  public LiveChange {
    segments = List.copyOf(segments);
  }

  /** What is told of an announced change. */
  public static LiveChange of(TierChange change) {
    List<String> segments = change.segments();
    return new LiveChange(
        change.id(),
        change.leadId(),
        change.from(),
        change.to(),
        change.direction(),
        change.score(),
        change.since(),
        change.decidedAt(),
        segments == null ? List.of() : segments);
  }
}
