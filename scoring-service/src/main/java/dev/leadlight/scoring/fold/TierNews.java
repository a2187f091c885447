package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Tiering;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a lead's tier is news to those who were told of it, and what has brought it about. */
record TierNews(Scorecard card) {

  private static final long SECOND = 1000;

  /**
   * As the lead is known to others. Under a card that was published to be recorded only, what it
   * changed by its publication is taken for told.
   *
   * @param tier in which the lead stands now
   */
  LeadState settled(LeadState state, Tiering tiering, String tier, Instant now) {
    Scorecard.Published published = card.published();
    boolean isToldAnyhow =
        published == null || published.isAnnounced() || tier.equals(state.tier());
    return isToldAnyhow
            || causeWithoutEvent(state, tiering.standingAt(now).since()).kind() == Cause.Kind.TIME
        ? state
        : state.recorded(tier);
  }

  /**
   * Time, if the crossing lies after the latest look at the lead and after the card was published.
   * What had been crossed by then would have been announced then, if the card had been the same.
   */
  Cause causeWithoutEvent(LeadState state, @Nullable Instant since) {
    long lookedAt = Math.max(state.foldedAt(), state.alarm().firedAt());
    Scorecard.Published published = card.published();
    long sameSince =
        published == null ? lookedAt : Math.max(lookedAt, published.at().toEpochMilli());
    return since == null || since.toEpochMilli() <= sameSince
        ? new Cause(Cause.Kind.SCORECARD, card.ref().version(), null)
        : new Cause(Cause.Kind.TIME, wholeSecond(since).toString(), null);
  }

  /** The first whole second at which the crossing is to be seen, as the outlook predicts it. */
  private static Instant wholeSecond(Instant moment) {
    return Instant.ofEpochSecond(Math.floorDiv(moment.toEpochMilli() + SECOND - 1, SECOND));
  }

  Direction direction(AnnouncedChange change) {
    return rank(change.to()) < rank(change.from()) ? Direction.UP : Direction.DOWN;
  }

  /** The higher of two tiers. */
  String higher(String left, String right) {
    return rank(left) <= rank(right) ? left : right;
  }

  /** 0 for the highest tier; a tier the card no longer has ranks lowest. */
  private int rank(@Nullable String tier) {
    List<Tier> tiers = card.tiers();
    for (int i = 0; i < tiers.size(); i++) {
      if (tiers.get(i).name().equals(tier)) {
        return i;
      }
    }
    return tiers.size();
  }
}
