package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.score.Ledger;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.score.Tiering;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores one lead at a moment under the draft and, where they can be compared, the live card, by
 * the functions that answer {@code ?at=}: evidence after the moment does not exist for them.
 */
public final class Jury {

  private final Pricing draft;
  private final @Nullable Pricing live;

  /** A jury; without a live card only the draft is asked. */
  public Jury(Scorecard draft, @Nullable Scorecard live) {
    this.draft = Pricing.of(draft);
    this.live = live == null ? null : Pricing.of(live);
  }

  /**
   * What the cards say of a lead at a moment.
   *
   * @param liveTier −1 without a live card
   */
  public record Verdict(double score, int tier, double liveScore, int liveTier) {}

  /** A lead under both cards, to be asked for several moments. */
  public final class Case {
    private final LeadState lead;
    private final Ledger ofDraft;
    private final @Nullable Ledger ofLive;

    private Case(LeadState lead, Evidence evidence) {
      this.lead = lead;
      this.ofDraft = draft.read(evidence);
      this.ofLive = live == null ? null : live.read(evidence);
    }

    /** The verdict; null if nobody knew the lead at that moment. */
    public @Nullable Verdict at(Instant moment) {
      if (lead.firstSeenAt() > moment.toEpochMilli()) {
        return null;
      }
      return new Verdict(
          ofDraft.scoreAt(moment).points(),
          tier(ofDraft, moment),
          ofLive == null ? 0 : ofLive.scoreAt(moment).points(),
          ofLive == null ? -1 : tier(ofLive, moment));
    }
  }

  /** Takes a lead up. */
  public Case about(LeadState lead) {
    return new Case(lead, lead.united());
  }

  /** When outcomes happened to a lead. */
  public static Moments outcomes(LeadState lead, Backtest backtest) {
    return lead.united().exact().getOrDefault(backtest.outcomeKey().value(), Moments.none());
  }

  private static int tier(Ledger ledger, Instant moment) {
    String name = new Tiering(ledger).tierAt(moment);
    List<Tier> tiers = ledger.card().tiers();
    for (int i = 0; i < tiers.size() - 1; i++) {
      if (tiers.get(i).name().equals(name)) {
        return i;
      }
    }
    return tiers.size() - 1;
  }
}
