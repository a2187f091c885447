package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.contracts.experiment.Experiment.CHAMPION;
import static dev.leadlight.contracts.experiment.Experiment.HOLD_OUT;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.experiment.Experiment.Challenger;
import dev.leadlight.contracts.scorecard.Segment;
import dev.leadlight.feedback.experiment.shell.ExperimentWorkflow;
import dev.leadlight.feedback.kpi.Dimension;
import dev.leadlight.feedback.scorecard.shell.ScorecardStore;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses names that nobody can have meant: with a slip in it a segment would be one that nobody is
 * in. A name is known if figures were ever kept for it, or if there is such a thing already of
 * which nothing was told yet. Of stores nobody tells before something happens there.
 */
@ApplicationScoped
class KnownNames {

  private final KpiStore kpis;
  private final ScorecardStore scorecards;
  private final ExperimentWorkflow experiments;

  KnownNames(KpiStore kpis, ScorecardStore scorecards, ExperimentWorkflow experiments) {
    this.kpis = kpis;
    this.scorecards = scorecards;
    this.experiments = experiments;
  }

  /** Fails with 400 that names the first that is not known. */
  Uni<Void> check(Map<Dimension, String> asked) {
    return Multi.createFrom()
        .iterable(asked.entrySet())
        .onItem()
        .transformToUniAndConcatenate(one -> check(one.getKey(), one.getValue()))
        .collect()
        .last();
  }

  /** The same for a tier; null is none. */
  Uni<Void> checkTier(@Nullable String tier) {
    return tier == null
        ? Uni.createFrom().voidItem()
        : kpis.knowsTier(tier)
            .chain(
                isKnown ->
                    isKnown
                        ? Uni.createFrom().voidItem()
                        : scorecards.tiersInForce().invoke(all -> check("tier", tier, all)))
            .replaceWithVoid();
  }

  private Uni<Void> check(Dimension dimension, String name) {
    return kpis.knows(dimension, name)
        .chain(
            isKnown ->
                isKnown
                    ? Uni.createFrom().voidItem()
                    : others(dimension).invoke(all -> check(dimension.label(), name, all)))
        .replaceWithVoid();
  }

  private static void check(String parameter, String name, List<String> others) {
    if (!others.contains(name)) {
      throw ProblemException.parameter(
          parameter,
          "nothing was ever told of one with this name; GET /v1/kpis/groups lists those there are");
    }
  }

  private Uni<List<String>> others(Dimension dimension) {
    return switch (dimension) {
      case SEGMENT ->
          scorecards.cardInForce().map(card -> card.segments().stream().map(Segment::id).toList());
      case VERSION ->
          scorecards
              .cardInForce()
              .map(card -> List.of(card.ref().id() + ":" + card.ref().version()));
      case ARM ->
          experiments
              .all()
              .map(
                  all ->
                      Stream.concat(
                              Stream.of(CHAMPION, HOLD_OUT),
                              all.stream()
                                  .flatMap(each -> each.challengers().stream())
                                  .map(Challenger::arm))
                          .toList());
      case CHANNEL ->
          Uni.createFrom()
              .item(
                  Arrays.stream(Channel.values())
                      .map(channel -> channel.name().toLowerCase(Locale.ROOT))
                      .toList());
      case STORE -> Uni.createFrom().item(List.of());
    };
  }
}
