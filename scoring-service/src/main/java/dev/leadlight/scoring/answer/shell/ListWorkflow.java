package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.LeadFilter;
import dev.leadlight.scoring.answer.LeadPage;
import dev.leadlight.scoring.answer.ListCursor;
import dev.leadlight.scoring.answer.RankedWalk;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists leads: two round trips to Redis for each step down the ranking, and a third if leads have
 * to be put right in it. A page is one step as a rule; after {@value #MOST_EXAMINED} leads it ends
 * as it is, and its cursor goes on from there.
 */
@Singleton
public class ListWorkflow {

  private static final int MOST_EXAMINED = 2000;
  private static final int MOST_OF_A_PART = 128;

  private final RedisRankStore ranks;
  private final RedisLeadStore leads;
  private final ActiveScorecard scorecard;
  private final Clock clock;

  ListWorkflow(RedisRankStore ranks, RedisLeadStore leads, ActiveScorecard scorecard, Clock clock) {
    this.ranks = ranks;
    this.leads = leads;
    this.scorecard = scorecard;
    this.clock = clock;
  }

  /** A page; the first without a cursor. */
  Uni<LeadPage> page(LeadFilter filter, @Nullable ListCursor cursor, int limit) {
    return scorecard
        .inForce()
        .invoke(cards -> check(filter, cards))
        .map(cards -> begin(cards, filter, cursor, limit))
        .chain(walk -> go(walk, 1 + 2 * limit / ranks.parts()))
        .map(RankedWalk::page);
  }

  /**
   * Refuses names that no card in force has.
   *
   * @throws ProblemException that names the parameter and what it may be
   */
  public static void check(LeadFilter filter, InForce cards) {
    filter
        .refusal(cards.live())
        .ifPresent(
            refusal -> {
              throw ProblemException.parameter(refusal.parameter(), refusal.message());
            });
  }

  private RankedWalk begin(
      InForce cards, LeadFilter filter, @Nullable ListCursor cursor, int limit) {
    Instant at = cursor == null ? clock.instant() : cursor.at();
    return new RankedWalk(cards, filter, at, cursor == null ? null : cursor.after(), limit);
  }

  private Uni<RankedWalk> go(RankedWalk walk, int mostOfAPart) {
    if (walk.isDone() || walk.examined() >= MOST_EXAMINED) {
      return Uni.createFrom().item(walk);
    }
    return ranks
        .from(walk.place(), mostOfAPart)
        .map(parts -> walk.next(parts, mostOfAPart))
        .chain(met -> look(walk, met))
        .chain(() -> go(walk, Math.min(MOST_OF_A_PART, 2 * mostOfAPart)));
  }

  private Uni<Void> look(RankedWalk walk, List<Ranked> met) {
    return leads
        .load(met.stream().map(Ranked::lead).toList(), "")
        .emitOn(Infrastructure.getDefaultWorkerPool()) // so much arithmetic would hold up lookups
        .map(read -> walk.take(met, states(read)))
        .chain(corrections -> ranks.correct(corrections.moved(), corrections.gone()));
  }

  private static Map<LeadId, LeadState> states(Map<LeadId, Versioned> read) {
    Map<LeadId, LeadState> states = new HashMap<>();
    read.forEach((id, lead) -> states.put(id, lead.state()));
    return states;
  }
}
