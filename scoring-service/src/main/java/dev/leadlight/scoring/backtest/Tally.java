package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.scoring.lead.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds verdicts up, with what came of them. For one thread. */
public final class Tally {

  private final Backtest backtest;
  private final @Nullable Scorecard live;
  private final Predictions byDraft = new Predictions();
  private final Predictions byLive = new Predictions();
  private final long[] sizes;
  private final long[][] flips;
  private long leads;

  /** Begins at zero; without a live card only the draft is counted. */
  public Tally(Backtest backtest, @Nullable Scorecard live) {
    this.backtest = backtest;
    this.live = live;
    this.sizes = new long[backtest.card().tiers().size()];
    this.flips = new long[live == null ? 0 : live.tiers().size()][sizes.length];
  }

  /** Counts a verdict of a moment against the outcomes of that lead. */
  public void add(Instant at, Jury.Verdict verdict, Moments outcomes) {
    long from = at.toEpochMilli();
    boolean converted = outcomes.anyWithin(from, from + backtest.horizon().toMillis());
    byDraft.add(verdict.score(), verdict.tier(), converted);
    if (live != null) {
      byLive.add(verdict.liveScore(), verdict.liveTier(), converted);
    }
  }

  /** Counts a verdict of the period's end, of which nobody knows the outcome. */
  public void atEnd(Jury.Verdict verdict) {
    leads++;
    sizes[verdict.tier()]++;
    if (live != null) {
      flips[verdict.liveTier()][verdict.tier()]++;
    }
  }

  /** How many predictions were counted. */
  public int size() {
    return byDraft.size();
  }

  /**
   * All of it.
   *
   * @param liveLeaks by which the live card would know the answer; how well it did says nothing
   *     then
   */
  public Finding finding(
      long events, long lateEvents, ScorecardRef liveRef, List<Place> liveLeaks) {
    return new Finding(
        events,
        lateEvents,
        leads,
        backtest.moments(),
        tierSizes(),
        liveRef,
        Quality.of(byDraft, backtest.card()),
        live == null || !liveLeaks.isEmpty() ? null : Quality.of(byLive, live),
        liveLeaks,
        live == null ? List.of() : flips(live));
  }

  private Map<String, Long> tierSizes() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (int t = 0; t < sizes.length; t++) {
      all.put(backtest.card().tiers().get(t).name(), sizes[t]);
    }
    return all;
  }

  private List<Flip> flips(Scorecard liveCard) {
    List<Flip> all = new ArrayList<>();
    List<Tier> to = backtest.card().tiers();
    for (int l = 0; l < flips.length; l++) {
      String from = liveCard.tiers().get(l).name();
      for (int d = 0; d < to.size(); d++) {
        if (flips[l][d] > 0 && !from.equals(to.get(d).name())) {
          all.add(new Flip(from, to.get(d).name(), flips[l][d]));
        }
      }
    }
    return all;
  }
}
