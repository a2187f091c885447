package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.lead.LeadState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How far back the score of a lead can be told exactly. */
public final class Horizon {

  private Horizon() {}

  /**
   * The moment from which on all that a card's rules ask for is known to the millisecond; of what
   * lies before it, some is known by the day only. Never after the latest thing that was heard, so
   * the present is always exact. Empty if everything is exact.
   */
  public static Optional<Instant> of(LeadState lead, Scorecard card) {
    long latest =
        card.groups().stream()
            .map(Group::rules)
            .flatMap(rules -> rules.stream().flatMap(Horizon::evidence))
            .flatMapToLong(key -> exactFrom(lead, key))
            .max()
            .orElse(Long.MIN_VALUE);
    return latest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(latest));
  }

  private static Stream<EvidenceKey> evidence(Rule rule) {
    return rule.when() instanceof When.Absent absent
        ? Stream.of(rule.evidence(), absent.evidence())
        : Stream.of(rule.evidence());
  }

  private static LongStream exactFrom(LeadState lead, EvidenceKey key) {
    return lead.evidence().values().stream()
        .map(evidence -> evidence.exactFrom(key.value()))
        .flatMapToLong(OptionalLong::stream);
  }
}
