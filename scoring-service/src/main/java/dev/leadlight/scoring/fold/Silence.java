package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.scoring.fold.Fold.Folded;
import dev.leadlight.scoring.lead.Alarm;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.DerivedSignal.Occurrence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Memberships.Move;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.score.Segmenting;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.score.Tiering;
import dev.leadlight.scoring.scorecard.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fold of silence: {@code state, card, now → state', effects}. A tier falls, a visit ends, a
 * cart counts as abandoned, an absence that a rule waits for is complete, a lead leaves a segment:
 * none of that needs an event, so nobody would be told of it.
 *
 * <p>{@link #outlook} says at which moment silence has something to tell. Looked at earlier, a lead
 * stays as it is; looked at later, what is told bears the moments at which it happened.
 */
public final class Silence {

  private static final long NO_EVENT = 0;

  private final InForce inForce;

  /** The silence under a card. */
  public Silence(Fold fold) {
    this.inForce = fold.inForce();
  }

  private Terms terms(LeadState lead) {
    return inForce.termsOf(lead.id());
  }

  /**
   * What is to come if no event comes.
   *
   * @param state with the derived signals of the past laid to rest
   * @param wakeUpAt the earliest moment at which there is something to tell or the score has risen,
   *     not in the past; empty if there will be nothing
   * @param score at the moment of looking
   */
  public record Outlook(LeadState state, Optional<Instant> wakeUpAt, double score) {}

  /**
   * Looks ahead. Derived signals that lie in the past already when the evidence for them arrives
   * are history and not told; one that has fallen due and was not told yet stays due.
   */
  public Outlook outlook(LeadState state, Instant clock) {
    return outlook(state, null, clock);
  }

  /**
   * The same of a lead that was just folded.
   *
   * @param latest its latest reading; nothing comes of one from before its evidence changed
   */
  public Outlook outlook(LeadState state, @Nullable Reading latest, Instant clock) {
    if (state.isUnseen()) {
      return new Outlook(state, Optional.empty(), 0);
    }
    Reading reading = latest != null && latest.isOf(state) ? latest : read(state);
    Instant now = nowFor(state, clock);
    long dueAt = state.alarm().dueAt();
    long from = dueAt <= now.toEpochMilli() ? dueAt : now.toEpochMilli() + 1;
    LeadState settled = state.dueAt(DerivedSignal.firstFrom(reading.evidence(), from));
    double score = reading.ledger().pointsAt(now.toEpochMilli());
    return new Outlook(settled, wakeUp(settled, reading, now), score);
  }

  private Optional<Instant> wakeUp(LeadState state, Reading reading, Instant now) {
    Instant due = Instant.ofEpochMilli(state.alarm().dueAt());
    Tiering tiering = reading.tiering();
    Segmenting segmenting = reading.segmenting();
    if (due.compareTo(now) <= 0
        || !tiering.tierAt(now).equals(state.tier())
        || !SegmentMoves.areNone(state, segmenting.at(now))) {
      return Optional.of(now);
    }
    Instant earliest = due;
    OptionalLong rise = reading.ledger().riseAfter(now.toEpochMilli(), Ranked.MOST_RISE);
    if (rise.isPresent() && rise.getAsLong() < due.toEpochMilli()) {
      earliest = Instant.ofEpochMilli(rise.getAsLong());
    }
    Tiering.Next next = tiering.nextBetween(now, earliest);
    earliest = next == null ? earliest : next.at();
    Instant move = segmenting.nextBetween(now, earliest);
    earliest = move == null ? earliest : move;
    return earliest.toEpochMilli() == Alarm.NEVER ? Optional.empty() : Optional.of(earliest);
  }

  /** Folds silence up to now. Where nothing has happened by it, the state is the same. */
  public Folded fold(LeadState state, Instant clock) {
    if (state.isUnseen()) {
      return new Folded(state, List.of());
    }
    Instant now = nowFor(state, clock);
    Reading reading = read(state);
    List<Occurrence> happened =
        DerivedSignal.between(reading.evidence(), state.alarm().dueAt(), now.toEpochMilli());
    Tiering tiering = reading.tiering();
    String tier = tiering.tierAt(now);
    LeadState known = new TierNews(terms(state).card()).settled(state, tiering, tier, now);
    boolean isOtherTier = !tier.equals(known.tier());
    List<Move> moves = SegmentMoves.of(state, reading.segmenting(), NO_EVENT, now);
    if (happened.isEmpty() && !isOtherTier && moves.isEmpty()) {
      return new Folded(known, List.of(), false, reading);
    }
    LeadState after =
        isOtherTier
            ? known
                .announced(change(known, tiering, tier, now))
                .observed(now.toEpochMilli(), NO_EVENT)
            : known;
    long earliest = DerivedSignal.firstFrom(reading.evidence(), now.toEpochMilli() + 1);
    LeadState woken = after.moved(moves).woken(now.toEpochMilli(), happened, earliest);
    return new Folded(woken, effects(woken, reading, happened, now.toEpochMilli()), false, reading);
  }

  /**
   * What the latest wake-ups told, once more: between one that was broken off and this look another
   * replica may have had something to tell, by the sweep of a card or another wake-up.
   */
  public List<Effect> again(LeadState state) {
    return effects(state, read(state), state.alarm().told(), state.alarm().untoldFrom());
  }

  private Reading read(LeadState state) {
    return Reading.of(state, terms(state).pricing());
  }

  /** What silence has brought, and what was decided by it from a moment on. */
  private List<Effect> effects(
      LeadState state, Reading reading, List<Occurrence> happened, long from) {
    Telling telling = new Telling(terms(state));
    Instant firedAt = Instant.ofEpochMilli(state.alarm().firedAt());
    List<Effect> effects = new ArrayList<>();
    for (Occurrence each : happened) {
      effects.addAll(telling.derived(state, each, firedAt));
    }
    for (AnnouncedChange change : state.changes()) {
      if (change.cause().kind() != Cause.Kind.EVENT && change.decidedAt() >= from) {
        Instant decidedAt = Instant.ofEpochMilli(change.decidedAt());
        effects.add(telling.changed(state, reading, change, null));
        effects.add(telling.observed(state, reading, change.id(), decidedAt));
      }
    }
    for (Move move : state.segments().moves()) {
      if (move.eventHash() == NO_EVENT && move.decidedAt() >= from) {
        effects.addAll(telling.moved(state, move));
      }
    }
    return effects;
  }

  private AnnouncedChange change(LeadState state, Tiering tiering, String tier, Instant now) {
    Instant since = tiering.standingAt(now).since();
    Cause cause = new TierNews(terms(state).card()).causeWithoutEvent(state, since);
    return new AnnouncedChange(
        EffectId.of(
            "tier",
            state.id().value(),
            cause.kind().name(),
            cause.id(),
            tier,
            Long.toString(state.sequence() + 1)),
        0,
        cause,
        state.sequence() + 1,
        state.tier(),
        tier,
        (since == null ? now : since).toEpochMilli(),
        now.toEpochMilli());
  }

  /** Never before the latest event was folded: the clock of another replica may be ahead. */
  private static Instant nowFor(LeadState state, Instant clock) {
    Instant looked = Instant.ofEpochMilli(Math.max(state.foldedAt(), state.alarm().firedAt()));
    return clock.isBefore(looked) ? looked : clock;
  }
}
