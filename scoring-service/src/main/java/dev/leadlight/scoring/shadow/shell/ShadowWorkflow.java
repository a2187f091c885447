package dev.leadlight.scoring.shadow.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import dev.leadlight.scoring.shadow.ShadowReport;
import dev.leadlight.scoring.shadow.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the draft in the shadow, if there is one, against each lead that was folded. */
@ApplicationScoped
public class ShadowWorkflow {

  private final RedisShadowStore store;
  private final ActiveScorecard scorecard;
  private final MeterRegistry registry;
  private final Clock clock;

  /** With all that it needs. */
  public ShadowWorkflow(
      RedisShadowStore store, ActiveScorecard scorecard, MeterRegistry registry, Clock clock) {
    this.store = store;
    this.scorecard = scorecard;
    this.registry = registry;
    this.clock = clock;
  }

  /** Looks at leads that were written. One round trip to Redis; none without a draft. */
  public Uni<Void> look(InForce cards, Collection<LeadState> leads) {
    List<Verdict> verdicts = Verdict.of(leads, cards, clock.instant());
    verdicts.forEach(
        each ->
            registry
                .counter("leadlight.scoring.shadow", "from", each.from(), "to", each.to())
                .increment());
    return cards
        .draft()
        .map(draft -> store.note(draft.card().ref(), verdicts))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** What the draft has changed so far; a 404 if there is none. */
  Uni<ShadowReport> report() {
    return scorecard
        .inForce()
        .chain(cards -> cards.draft().map(draft -> report(cards, draft)).orElseThrow(this::none));
  }

  private Uni<ShadowReport> report(InForce cards, Pricing draft) {
    Set<String> live =
        cards.live().stream().flatMap(card -> tiers(card).stream()).collect(Collectors.toSet());
    return store.report(draft.card().ref(), live, tiers(draft.card()));
  }

  private static Set<String> tiers(Scorecard card) {
    return card.tiers().stream().map(Tier::name).collect(Collectors.toSet());
  }

  private ProblemException none() {
    return new ProblemException(ProblemType.NOT_FOUND, "No draft is in the shadow.");
  }
}
