package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.FeatureCatalogue.Counter;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.LeadValue;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.feature.FeatureVector;
import dev.leadlight.scoring.feature.Features;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Memberships;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Profile;
import dev.leadlight.scoring.lead.Subscription;
import dev.leadlight.scoring.score.Ledger;
import dev.leadlight.scoring.score.Score;
import dev.leadlight.scoring.score.Segmenting;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.score.Tiering;
import dev.leadlight.scoring.score.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts into words what is told of a lead. Told again, it is the same under the same id. */
final class Telling {

  private static final String SIGNALS_WINDOW = "_30d";

  private final Terms terms;
  private final Scorecard card;

  Telling(Terms terms) {
    this.terms = terms;
    this.card = terms.card();
  }

  /**
   * A tier change.
   *
   * @param channel of the event that caused it; null if none did
   */
  Effect changed(
      LeadState state, Reading reading, AnnouncedChange change, @Nullable Channel channel) {
    Instant decidedAt = Instant.ofEpochMilli(change.decidedAt());
    Ledger ledger = reading.ledger();
    Score score = ledger.scoreAt(decidedAt);
    return new Effect.TierChanged(
        new TierChange(
            change.id(),
            state.id(),
            change.sequence(),
            state.identities().stream().map(KnownIdentity::identity).toList(),
            contact(state),
            change.from(),
            change.to(),
            new TierNews(card).direction(change),
            score.points(),
            score.contributions(),
            Instant.ofEpochMilli(change.since()),
            decidedAt,
            card.ref(),
            terms.arm(),
            change.cause(),
            channel,
            consent(state.profile()),
            reading.segmenting().at(decidedAt),
            ledger.rfmGroupAt(decidedAt).orElse(null),
            state.profile().store() == null ? null : state.profile().store().id(),
            value(ledger, decidedAt),
            subscribedAt(state),
            begunAt(state)));
  }

  /**
   * A purchase, with what was known just before it: not what came at the same moment, for rules and
   * segments may look at the purchase itself.
   *
   * @param event that told it
   */
  Effect converted(LeadState state, Evidence evidence, Order order, ShopperEvent event) {
    Instant at = Instant.ofEpochMilli(order.at());
    Instant justBefore = at.minusMillis(1);
    Evidence known = evidence.withoutOrder(order.id());
    Ledger before = terms.pricing().read(known);
    Tiering tiering = new Tiering(before);
    return new Effect.Converted(
        new Conversion(
            EffectId.of("order", order.id()),
            state.id(),
            order.id(),
            order.value(),
            order.value() == null ? null : order.currency(),
            at,
            order.channel(),
            order.source(),
            tiering.tierAt(justBefore),
            before.scoreAt(justBefore).points(),
            card.ref(),
            terms.arm(),
            InStore.storeOf(event),
            new Segmenting(before, tiering).at(justBefore),
            signals(known, justBefore)));
  }

  /** What was done in the 30 days up to a moment, how often. */
  private Map<String, Integer> signals(Evidence evidence, Instant at) {
    FeatureVector features = Features.of(evidence, card.exchange(), at);
    Map<String, Integer> counts = new HashMap<>();
    for (Counter counter : FeatureCatalogue.standard().counters()) {
      double count = features.get(counter.name() + SIGNALS_WINDOW);
      if (count > 0) {
        counts.put(counter.name(), (int) count);
      }
    }
    return counts;
  }

  /** How the lead looks at a moment, because of something with that id. */
  Effect observed(LeadState state, Reading reading, String causeId, Instant now) {
    return separated(state, reading, causeId, now, null);
  }

  /** The same, of a lead that is no longer part of another one. */
  Effect separated(
      LeadState state, Reading reading, String causeId, Instant now, @Nullable LeadId from) {
    Score score = reading.ledger().scoreAt(now);
    return new Effect.Observed(
        new FeatureSnapshot(
            EffectId.of("snapshot", state.id().value(), causeId),
            state.id(),
            now,
            state.tier(),
            score.points(),
            card.ref(),
            terms.arm(),
            FeatureCatalogue.standard().version(),
            features(reading.evidence(), score, now),
            List.copyOf(state.absorbed()),
            reading.segmenting().at(now),
            reading.ledger().rfmGroupAt(now).orElse(null),
            from,
            null,
            begunAt(state)),
        state.identities().stream().map(KnownIdentity::identity).toList());
  }

  /** The features, and what each rule contributed. */
  private Map<String, Double> features(Evidence evidence, Score score, Instant now) {
    Map<String, Double> features = Features.of(evidence, card.exchange(), now).asMap();
    for (Contribution each : score.contributions()) {
      if (each.rule() != null) {
        features.put("points." + each.group() + "." + each.rule(), each.points());
      }
    }
    return features;
  }

  /** A derived signal. */
  List<Effect> derived(LeadState state, DerivedSignal.Occurrence happened, Instant now) {
    Instant at = Instant.ofEpochMilli(happened.at());
    Signal signal = happened.signal().signal();
    String id = EffectId.of("derived", state.id().value(), signal.name(), at.toString());
    return told(state, id, signal, at, now, Map.of());
  }

  /** A move into a segment or out of it. */
  List<Effect> moved(LeadState state, Memberships.Move move) {
    return told(
        state,
        move.id(),
        move.isEntry() ? Effect.Derived.ENTERED : Effect.Derived.LEFT,
        Instant.ofEpochMilli(move.at()),
        Instant.ofEpochMilli(move.decidedAt()),
        Map.of("segment", move.segment()));
  }

  /** As an event of the strongest identity; of nobody, if no identity is left. */
  private static List<Effect> told(
      LeadState state,
      String id,
      Signal signal,
      Instant at,
      Instant now,
      Map<String, Object> properties) {
    if (state.identities().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Effect.Derived(
            new ShopperEvent(
                id,
                signal,
                List.of(state.identities().get(0).identity()),
                Channel.ONLINE,
                Effect.Derived.SOURCE,
                at,
                now,
                null,
                properties,
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                null)));
  }

  private static @Nullable Instant begunAt(LeadState state) {
    return state.knowsBeginning() ? Instant.ofEpochMilli(state.begunAt()) : null;
  }

  private static Contact contact(LeadState state) {
    Profile profile = state.profile();
    return new Contact(
        profile.name(),
        state.latestOf(IdentityKind.EMAIL),
        state.latestOf(IdentityKind.PHONE),
        profile.locale(),
        profile.timezone());
  }

  /** Of a subscription that is for mails to the address the lead is told with. */
  private static @Nullable Instant subscribedAt(LeadState state) {
    Subscription latest = state.profile().subscription();
    return latest != null && latest.isFor(state.latestOf(IdentityKind.EMAIL))
        ? Instant.ofEpochMilli(latest.at())
        : null;
  }

  private @Nullable LeadValue value(Ledger ledger, Instant at) {
    Value value = ledger.valueAt(at);
    return value.lastOrderAt() == null
        ? null
        : new LeadValue(
            value.monetary(),
            ledger
                .lifetimeValueAt(at)
                .map(estimate -> estimate.orders() * estimate.averageOrder())
                .map(Telling::rounded)
                .orElse(null),
            card.currency().getCurrencyCode());
  }

  /** An estimate is none the better for more digits than money has. */
  private static BigDecimal rounded(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
  }

  private static Map<String, Boolean> consent(Profile profile) {
    return profile.consents().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().given()));
  }
}
