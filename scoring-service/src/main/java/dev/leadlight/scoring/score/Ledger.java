package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Clv;
import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.feature.FeatureVector;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Purchases;
import dev.leadlight.scoring.model.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A lead's evidence read under a card: all matches of all rules, from which the score at any moment
 * is a closed formula. Nothing in here depends on the clock.
 */
public final class Ledger {

  private static final long NEVER = Long.MAX_VALUE;

  private final Pricing pricing;
  private final Scorecard card;
  private final Evidence evidence;
  private final List<GroupLedger> groups;
  private final Purchases purchases;
  private final long[] orderTimes;
  private final @Nullable ValueLedger value;
  private final @Nullable Prognosis prognosis;
  private long @Nullable [] jumps;
  private @Nullable Known latest;

  private Ledger(
      Pricing pricing,
      Evidence evidence,
      List<GroupLedger> groups,
      Purchases purchases,
      long[] orderTimes,
      @Nullable ValueLedger value,
      @Nullable Prognosis prognosis) {
    this.pricing = pricing;
    this.card = pricing.card();
    this.evidence = evidence;
    this.groups = groups;
    this.purchases = purchases;
    this.orderTimes = orderTimes;
    this.value = value;
    this.prognosis = prognosis;
  }

  /** Reads evidence under a card. */
  public static Ledger of(Evidence evidence, Scorecard card) {
    return Pricing.of(card).read(evidence);
  }

  /** Groups without a match are left out: they are worth nothing at any moment. */
  static Ledger of(Evidence evidence, Pricing pricing, @Nullable Prognosis prognosis) {
    Purchases purchases = new Purchases(evidence);
    long[] times = times(purchases.inTime());
    List<GroupLedger> groups = new ArrayList<>(pricing.groups().size());
    for (Pricing.PricedGroup each : pricing.groups()) {
      long[][] matches = each.matches(evidence);
      if (matches != null) {
        long[] resets = each.isReset() ? times : Sorted.NEVER;
        groups.add(new GroupLedger(each.group(), matches, evidence.activity(), resets));
      }
    }
    Worth worth = pricing.worth();
    ValueLedger value =
        worth == null ? null : new ValueLedger(worth, purchases, times, pricing.card().exchange());
    return new Ledger(pricing, evidence, groups, purchases, times, value, prognosis);
  }

  private static long[] times(List<Order> orders) {
    if (orders.isEmpty()) {
      return Sorted.NEVER;
    }
    long[] times = new long[orders.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = orders.get(i).at();
    }
    return times;
  }

  /** The card it is read under. */
  public Scorecard card() {
    return card;
  }

  Pricing pricing() {
    return pricing;
  }

  Evidence evidence() {
    return evidence;
  }

  /** When something was bought, ascending. */
  long[] orderTimes() {
    return orderTimes;
  }

  /** When something was bought or paid back, ascending. */
  long[] moneyTimes() {
    Jumps times = new Jumps();
    times.add(orderTimes);
    times.add(purchases.refundTimes());
    return times.sorted();
  }

  /** The score at a moment with its summands: past, present, or future as if silent. */
  public Score scoreAt(Instant moment) {
    long at = moment.toEpochMilli();
    List<Contribution> all = new ArrayList<>();
    for (GroupLedger group : groups) {
      all.addAll(group.contributionsAt(at));
    }
    Worth worth = pricing.worth();
    if (worth != null) {
      all.addAll(valueAt(at).contributions(worth, at));
    }
    if (prognosis != null && prognosis.pointsAt(at) != 0) {
      all.add(
          new Contribution(
              "predictive", card.predictive().model(), null, prognosis.pointsAt(at), null, null));
    }
    double sum = 0;
    for (Contribution each : all) {
      sum += each.points();
    }
    if (sum < 0) {
      all.add(Contribution.ofFloor(-sum));
    }
    return new Score(Math.max(0, sum), all);
  }

  /** Recency, frequency and monetary value at a moment. */
  public Value valueAt(Instant moment) {
    return valueAt(moment.toEpochMilli());
  }

  /** What was asked last: an answer asks for the same moment several times. */
  private record Known(long at, Value value) {}

  private Value valueAt(long at) {
    Known known = latest;
    if (known == null || known.at != at) {
      known = new Known(at, Value.at(at, purchases, card.exchange()));
      latest = known;
    }
    return known.value;
  }

  /** The lead's name as a customer at a moment; empty without orders, or if the card has none. */
  public Optional<String> rfmGroupAt(Instant moment) {
    return rfmGroupAt(moment.toEpochMilli());
  }

  Optional<String> rfmGroupAt(long at) {
    RfmGroups names = card.rfmGroups();
    return names == null || purchases.inTime().isEmpty()
        ? Optional.empty()
        : valueAt(at).groupName(names, at);
  }

  /** What a group adds to the score at a moment; 0 if the card has no such group. */
  double groupPointsAt(String id, long at) {
    for (GroupLedger group : groups) {
      if (group.id().equals(id)) {
        return group.pointsAt(at);
      }
    }
    return 0;
  }

  /** All matches up to a moment, in no order. Idle losses and caps are the group's, not theirs. */
  public List<Match> matchesUntil(Instant moment) {
    return groups.stream()
        .flatMap(group -> group.matchesUntil(moment.toEpochMilli()).stream())
        .toList();
  }

  /**
   * What the card's model says of a moment; empty if the card has none that can be used, and before
   * the lead's first deed.
   */
  public Optional<Prediction> predictionAt(Instant moment) {
    return prognosis == null ? Optional.empty() : prognosis.at(moment.toEpochMilli());
  }

  /** Whether there is a model that takes part in the score. */
  public boolean hasModel() {
    return prognosis != null;
  }

  /** What the customer will still spend; empty without orders, or if the card does not ask. */
  public Optional<LifetimeValue> lifetimeValueAt(Instant moment) {
    Clv clv = card.clv();
    return clv == null
        ? Optional.empty()
        : LifetimeValue.at(moment.toEpochMilli(), purchases, card.exchange(), clv);
  }

  /** The features on which the model judged; only where there is a prediction. */
  public FeatureVector featuresJudgedAt(Instant moment) {
    return Objects.requireNonNull(prognosis).featuresHeldAt(moment.toEpochMilli());
  }

  /** Whether the model said something that is no probability, so that points go on alone. */
  public boolean isModelBrokenAt(Instant moment) {
    return predictionAt(moment).filter(said -> !said.isUsable()).isPresent();
  }

  /**
   * When the score may next jump up if nothing happens: an absence is then complete, the model is
   * asked again, or a purchase that takes points lies back far enough. Or, where points that were
   * taken fade, when it has risen by so many points.
   *
   * @param most points by which it may rise above the least that it was since, unnoticed
   */
  public OptionalLong riseAfter(long at, double most) {
    long earliest =
        groups.stream().anyMatch(GroupLedger::rises) ? Rise.after(this, at, most) : NEVER;
    if (prognosis != null) {
      earliest = Math.min(earliest, prognosis.nextAfter(at).orElse(NEVER));
    }
    if (value != null) {
      earliest = Math.min(earliest, value.riseAfter(at));
    }
    for (GroupLedger group : groups) {
      earliest = Math.min(earliest, group.riseAfter(at));
    }
    return earliest == NEVER ? OptionalLong.empty() : OptionalLong.of(earliest);
  }

  /** The score at a moment in epoch milliseconds, without its summands. */
  public double pointsAt(long at) {
    return Math.max(0, netAt(at));
  }

  /** The same before the floor: below zero, if more was taken than given. */
  double netAt(long at) {
    double sum = value == null ? 0 : value.pointsAt(at);
    sum += prognosis == null ? 0 : prognosis.pointsAt(at);
    for (GroupLedger group : groups) {
      sum += group.pointsAt(at);
    }
    return sum;
  }

  /** No less than the score at any moment. */
  double most() {
    double sum = value == null ? 0 : value.most();
    sum += prognosis == null ? 0 : prognosis.most();
    for (GroupLedger group : groups) {
      sum += Math.max(0, group.most());
    }
    return sum;
  }

  /** Whether a purchase that hides evidence lies in [from, to]. */
  boolean isResetBetween(long from, long to) {
    Conversion conversion = card.conversion();
    return conversion != null
        && !conversion.resets().isEmpty()
        && purchases.inTime().stream().anyMatch(order -> order.at() >= from && order.at() <= to);
  }

  /**
   * All moments at which the score may jump or turn round, ascending; each past, present or to
   * come. Between two of them it moves one way only.
   */
  long[] jumps() {
    long[] known = jumps;
    if (known == null) {
      Jumps collected = new Jumps();
      collected.add(orderTimes);
      groups.forEach(group -> group.addJumps(collected));
      if (value != null) {
        value.addJumps(collected);
      }
      if (prognosis != null) {
        prognosis.addJumps(collected);
      }
      known = Turns.with(collected.sorted(), groups);
      jumps = known;
    }
    return known;
  }
}
