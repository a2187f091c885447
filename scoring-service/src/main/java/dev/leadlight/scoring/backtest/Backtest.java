package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A question to the past: at moments from {@code from} on, {@code every} apart, each lead known by
 * then is scored; it has converted if an outcome follows in (moment, moment + horizon]. The last
 * moment lies a horizon before {@code to}, so that all outcomes have had their time.
 *
 * @param card the draft
 * @param outcome any of these signals is one
 */
public record Backtest(
    Scorecard card,
    Instant from,
    Instant to,
    Duration horizon,
    Duration every,
    Knowledge knowledge,
    Set<Signal> outcome) {

  /** A moment costs a look at every lead. */
  public static final int MOST_MOMENTS = 60;

  public Backtest {
    outcome = Set.copyOf(outcome);
  }

  /** With the card as it would be in force: with its model. */
  public Backtest under(Scorecard complete) {
    return new Backtest(complete, from, to, horizon, every, knowledge, outcome);
  }

  /** When leads are scored, in time; empty if the period is shorter than the horizon. */
  public List<Instant> moments() {
    List<Instant> all = new ArrayList<>();
    Instant last = to.minus(horizon);
    for (Instant at = from; !at.isAfter(last) && all.size() <= MOST_MOMENTS; at = at.plus(every)) {
      all.add(at);
    }
    return all;
  }

  /** Under which outcomes are kept as evidence. */
  public EvidenceKey outcomeKey() {
    return EvidenceKey.ofAny(outcome);
  }
}
