package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Limit;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Moments;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How far back the score of a lead can be told exactly. */
public final class Horizon {

  private static final Set<DerivedSignal> VISITS =
      EnumSet.of(DerivedSignal.SESSION_STARTED, DerivedSignal.SESSION_ENDED);

  private Horizon() {}

  /**
   * The moment from which on all that a card's rules ask for is known to the millisecond; of what
   * lies before it, some is known by the day only, or not by the visit it belonged to. Never after
   * the latest thing that was heard, so the present is always exact. Empty if everything is exact.
   */
  public static Optional<Instant> of(LeadState lead, Scorecard card) {
    long latest =
        card.groups().stream()
            .map(Group::rules)
            .flatMap(List::stream)
            .flatMapToLong(rule -> LongStream.concat(timesFrom(lead, rule), visitsFrom(lead, rule)))
            .max()
            .orElse(Long.MIN_VALUE);
    return latest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(latest));
  }

  private static LongStream timesFrom(LeadState lead, Rule rule) {
    Stream<EvidenceKey> keys =
        rule.when() instanceof When.Absent absent
            ? Stream.of(rule.evidence(), absent.evidence())
            : Stream.of(rule.evidence());
    return keys.flatMap(
            key ->
                lead.evidence().values().stream().map(evidence -> evidence.exactFrom(key.value())))
        .flatMapToLong(OptionalLong::stream);
  }

  private static LongStream visitsFrom(LeadState lead, Rule rule) {
    boolean isOfVisits = VISITS.stream().anyMatch(visit -> rule.on().contains(visit.signal()));
    Limit limit = rule.atMost();
    boolean isByVisit =
        rule.when() instanceof When.CountInSession
            || (limit != null && limit.per() == Limit.Period.SESSION);
    return lead.evidence().values().stream()
        .filter(each -> isOfVisits || (isByVisit && isBeforeVisits(each, rule)))
        .map(Evidence::visitsFrom)
        .flatMapToLong(OptionalLong::stream);
  }

  private static boolean isBeforeVisits(Evidence evidence, Rule rule) {
    Moments kept = evidence.moments(rule.evidence().value());
    OptionalLong from = evidence.visitsFrom();
    return !kept.isEmpty() && from.isPresent() && kept.time(0) < from.getAsLong();
  }
}
