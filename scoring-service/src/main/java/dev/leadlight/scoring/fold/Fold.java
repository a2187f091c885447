package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Memberships.Move;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Profile;
import dev.leadlight.scoring.lead.RecentMessages;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.score.Tiering;
import dev.leadlight.scoring.scorecard.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one event into one lead: {@code state, event, card, now → state', effects}. It adds
 * evidence and compares the tier and the segments that all evidence says now with those announced
 * last.
 *
 * <p>A repeat of an event adds nothing, but tells once more what the event caused, because the
 * first telling may not have arrived.
 */
public final class Fold {

  private static final long HOUR = 60 * 60 * 1000L;

  private final InForce inForce;
  private final Watchlist watchlist;

  /** The fold under one card for everybody. */
  public Fold(Scorecard card) {
    this(InForce.of(card));
  }

  /** The fold under the cards in force. */
  public Fold(InForce inForce) {
    this(inForce, Watchlist.of(inForce.watched()));
  }

  private Fold(InForce inForce, Watchlist watchlist) {
    this.inForce = inForce;
    this.watchlist = watchlist;
  }

  /**
   * A fold under a card that also keeps the evidence other cards ask for, so that one reading of
   * the log serves all of them. What is a purchase for one of them is one for all.
   *
   * @param signals kept as well under {@code EvidenceKey.ofAny}; empty for none
   */
  public static Fold alsoFor(Scorecard card, Collection<Scorecard> others, Set<Signal> signals) {
    List<Scorecard> all = new ArrayList<>(others);
    all.add(card);
    return new Fold(InForce.of(card), Watchlist.of(all, signals));
  }

  /**
   * The same fold for whoever asks about moments long before the latest event: what came later does
   * not make it forget when things of that time happened, as long as there are not too many.
   */
  public Fold rememberingLong() {
    return new Fold(inForce, watchlist.ofAnyAge());
  }

  /**
   * What came of it.
   *
   * @param isModelBroken whether the card's model said something that is no probability
   * @param reading of the evidence in the state; null if it was not read
   */
  public record Folded(
      LeadState state, List<Effect> effects, boolean isModelBroken, @Nullable Reading reading) {

    Folded(LeadState state, List<Effect> effects) {
      this(state, effects, false, null);
    }
  }

  /** The card in force outside experiments. */
  public Scorecard card() {
    return inForce.champion();
  }

  /** The cards folded under. */
  public InForce inForce() {
    return inForce;
  }

  /**
   * Folds an event.
   *
   * @param state the lead, with the event's identities seen and other leads absorbed already
   * @param origin the event's strongest identity
   * @param isMerge whether the event has just united leads
   * @param clock the time now; an event is never later than the moment it is folded at
   */
  public Folded fold(
      LeadState state, ShopperEvent event, Identity origin, boolean isMerge, Instant clock) {
    Instant now = clock.isBefore(event.occurredAt()) ? event.occurredAt() : clock;
    long hash = RecentMessages.hashOf(event);
    if (state.messages().contains(hash)) {
      return repeat(state, event);
    }
    LeadState after = add(state, event, origin, hash, now);
    Reading reading = read(after);
    Tiering tiering = reading.tiering();
    Telling telling = telling(after);
    List<Effect> effects = new ArrayList<>();
    orderToldBy(event, reading.evidence(), hash)
        .ifPresent(
            order -> effects.add(telling.converted(after, reading.evidence(), order, event)));
    InStore.told(after, event, state.tier()).ifPresent(effects::add);

    String tier = tiering.tierAt(now);
    LeadState announced = tier.equals(after.tier()) || isMerge ? after : known(state, after, now);
    if (!tier.equals(announced.tier())) {
      AnnouncedChange change = change(announced, tiering, event, hash, tier, now);
      announced = announced.announced(change);
      effects.add(telling.changed(announced, reading, change, event.channel()));
    }
    List<Move> moves = SegmentMoves.of(announced, reading.segmenting(), hash, now);
    announced = announced.moved(moves);
    effects.addAll(movesBy(announced, hash));
    boolean isOccasion = state.isUnseen() || isMerge || !tier.equals(after.tier());
    if (isOccasion || after.snapshot().isOlderThan(HOUR, now.toEpochMilli())) {
      announced = announced.observed(now.toEpochMilli(), hash);
      effects.add(telling.observed(announced, reading, event.id(), now));
    }
    return new Folded(announced, effects, reading.ledger().isModelBrokenAt(now), reading);
  }

  /**
   * What an event adds to what is known, and nothing else: no tier is looked at, nobody is told. A
   * repeat adds nothing.
   */
  LeadState gather(LeadState state, ShopperEvent event, Identity origin, Instant clock) {
    Instant now = clock.isBefore(event.occurredAt()) ? event.occurredAt() : clock;
    long hash = RecentMessages.hashOf(event);
    return state.messages().contains(hash) ? state : add(state, event, origin, hash, now);
  }

  /** The evidence keys under which an event is kept. */
  public List<Long> keysOf(ShopperEvent event) {
    return watchlist.sightings(event).stream().map(sighting -> sighting.key().value()).toList();
  }

  /** An event tells what it changed itself, not what the card had changed before it came. */
  private LeadState known(LeadState before, LeadState after, Instant now) {
    Tiering tiering = read(before).tiering();
    String tier = news(before).settled(before, tiering, tiering.tierAt(now), now).tier();
    return tier.equals(after.tier()) ? after : after.recorded(tier);
  }

  /** What a repeat of an event comes to: nothing new, but its effects once more. */
  public Folded repeat(LeadState state, ShopperEvent event) {
    return new Folded(state, repeatedEffects(state, event, RecentMessages.hashOf(event)));
  }

  /**
   * Tells what became of a lead that was parted, or that learned to stay apart from another.
   *
   * @param from the lead that this one was part of; null for that lead itself
   */
  Folded separated(LeadState state, ShopperEvent event, @Nullable LeadId from, Instant now) {
    long hash = RecentMessages.hashOf(event);
    Reading reading = read(state);
    Telling telling = telling(state);
    List<Effect> effects = new ArrayList<>();
    LeadState told = state;
    Instant at = now;
    if (state.messages().contains(hash)) {
      effects.addAll(changesBy(state, reading, event, hash));
      effects.addAll(movesBy(state, hash));
      at = Instant.ofEpochMilli(state.foldedAt());
    } else {
      told = state.noting(hash, now.toEpochMilli());
      String tier = reading.tiering().tierAt(now);
      if (!tier.equals(told.tier())) {
        AnnouncedChange change = change(told, reading.tiering(), event, hash, tier, now);
        told = told.announced(change);
        effects.add(telling.changed(told, reading, change, event.channel()));
      }
      told = told.moved(SegmentMoves.of(told, reading.segmenting(), hash, now));
      effects.addAll(movesBy(told, hash));
    }
    if (!told.isUnseen()) {
      effects.add(telling.separated(told, reading, event.id(), at, from));
    }
    return new Folded(told, effects);
  }

  private List<Effect> changesBy(LeadState state, Reading reading, ShopperEvent event, long hash) {
    return state.changes().stream()
        .filter(change -> change.eventHash() == hash)
        .map(change -> telling(state).changed(state, reading, change, event.channel()))
        .toList();
  }

  private List<Effect> movesBy(LeadState state, long hash) {
    if (state.segments().moves().isEmpty()) {
      return List.of();
    }
    return state.segments().moves().stream()
        .filter(move -> move.eventHash() == hash)
        .flatMap(move -> telling(state).moved(state, move).stream())
        .toList();
  }

  private LeadState add(
      LeadState state, ShopperEvent event, Identity origin, long hash, Instant now) {
    long at = event.occurredAt().toEpochMilli();
    String label = origin.label();
    Evidence evidence = state.evidence().getOrDefault(label, Evidence.none());
    for (Watchlist.Sighting sighting : watchlist.sightings(event)) {
      evidence = evidence.with(sighting.key().value(), at, sighting.mark(), sighting.keep());
    }
    if (event.channel().isVisit()) {
      evidence = evidence.withVisit(at, watchlist.visits());
    }
    if (SignalCatalogue.standard().isShopper(event.signal(), event.channel())) {
      evidence = evidence.withActivity(at);
    }
    if (watchlist.isPurchase(event)) {
      evidence = evidence.withOrder(Purchase.orderOf(event, hash));
    }
    Optional<Refund> refund = Purchase.refundOf(event, hash);
    if (refund.isPresent()) {
      evidence = evidence.withRefund(refund.get());
    }
    Profile profile = state.profiles().getOrDefault(label, Profile.unknown()).with(event);
    return state.folded(label, evidence, profile, hash, now.toEpochMilli());
  }

  private List<Effect> repeatedEffects(LeadState state, ShopperEvent event, long hash) {
    Reading reading = read(state);
    Telling telling = telling(state);
    List<Effect> effects = new ArrayList<>();
    orderToldBy(event, reading.evidence(), hash)
        .ifPresent(
            order -> effects.add(telling.converted(state, reading.evidence(), order, event)));
    InStore.told(state, event, state.tier()).ifPresent(effects::add);
    List<Effect> changes = changesBy(state, reading, event, hash);
    effects.addAll(changes);
    effects.addAll(movesBy(state, hash));
    boolean isLast = state.snapshot().eventHash() == hash;
    if (isLast || state.firstEventHash() == hash || !changes.isEmpty()) {
      Instant seen = Instant.ofEpochMilli(isLast ? state.snapshot().at() : state.foldedAt());
      effects.add(telling.observed(state, reading, event.id(), seen));
    }
    return effects;
  }

  /** The order as it stands, if this event is the telling of it that counts. */
  private Optional<Order> orderToldBy(ShopperEvent event, Evidence evidence, long hash) {
    if (!watchlist.isPurchase(event)) {
      return Optional.empty();
    }
    Order told = Purchase.orderOf(event, hash);
    return Optional.ofNullable(evidence.orders().get(told.id()))
        .filter(standing -> standing.isTelling(told));
  }

  private AnnouncedChange change(
      LeadState state, Tiering tiering, ShopperEvent event, long hash, String tier, Instant now) {
    Instant since = tiering.standingAt(now).since();
    return new AnnouncedChange(
        EffectId.of("tier", state.id().value(), event.id(), tier),
        hash,
        new Cause(Cause.Kind.EVENT, event.id(), event.signal()),
        state.sequence() + 1,
        state.tier(),
        tier,
        (since == null ? now : since).toEpochMilli(),
        now.toEpochMilli());
  }

  private Reading read(LeadState lead) {
    return Reading.of(lead, inForce.termsOf(lead.id()).pricing());
  }

  private TierNews news(LeadState lead) {
    return new TierNews(inForce.termsOf(lead.id()).card());
  }

  private Telling telling(LeadState lead) {
    return new Telling(inForce.termsOf(lead.id()));
  }

  /** The higher of two tiers of a lead. */
  String higher(LeadState lead, String left, String right) {
    return news(lead).higher(left, right);
  }
}
