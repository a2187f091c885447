package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A lead's evidence read under a card: all matches of all rules, from which the score at any moment
 * is a closed formula. Nothing in here depends on the clock.
 */
public final class Ledger {

  private static final long[] NEVER = new long[0];

  private final Scorecard card;
  private final List<GroupLedger> groups;
  private final List<Order> orders;

  private Ledger(Scorecard card, List<GroupLedger> groups, List<Order> orders) {
    this.card = card;
    this.groups = groups;
    this.orders = orders;
  }

  /** Reads evidence under a card. */
  public static Ledger of(Evidence evidence, Scorecard card) {
    List<Order> orders = evidence.ordersInTime();
    long[] conversions = orders.stream().mapToLong(Order::at).toArray();
    Conversion conversion = card.conversion();
    List<GroupLedger> groups = new ArrayList<>(card.groups().size());
    for (Group group : card.groups()) {
      List<long[]> matches = new ArrayList<>(group.rules().size());
      for (Rule rule : group.rules()) {
        matches.add(Matches.of(rule, evidence, card.zone()));
      }
      boolean resets = conversion != null && conversion.resets().contains(group.id());
      groups.add(
          new GroupLedger(group, matches, evidence.activity(), resets ? conversions : NEVER));
    }
    return new Ledger(card, groups, orders);
  }

  /** The card it is read under. */
  public Scorecard card() {
    return card;
  }

  /** The score at a moment with its summands: past, present, or future as if silent. */
  public Score scoreAt(Instant moment) {
    long at = moment.toEpochMilli();
    List<Contribution> all = new ArrayList<>();
    for (GroupLedger group : groups) {
      all.addAll(group.contributionsAt(at));
    }
    Rfm rfm = card.rfm();
    if (rfm != null) {
      all.addAll(valueAt(moment).contributions(rfm, at));
    }
    double sum = all.stream().mapToDouble(Contribution::points).sum();
    if (sum < 0) {
      all.add(Contribution.ofFloor(-sum));
    }
    return new Score(Math.max(0, sum), all);
  }

  /** Recency, frequency and monetary value at a moment. */
  public Value valueAt(Instant moment) {
    return Value.at(moment.toEpochMilli(), orders, card.currency());
  }

  /** When the score next jumps up if nothing happens: an absence that is then complete. */
  public OptionalLong riseAfter(long at) {
    return groups.stream().flatMapToLong(group -> group.risesAfter(at)).min();
  }

  /** The score at a moment in epoch milliseconds, without its summands. */
  public double pointsAt(long at) {
    double sum = 0;
    for (GroupLedger group : groups) {
      sum += group.pointsAt(at);
    }
    Rfm rfm = card.rfm();
    if (rfm != null && !orders.isEmpty()) {
      for (Contribution each : Value.at(at, orders, card.currency()).contributions(rfm, at)) {
        sum += each.points();
      }
    }
    return Math.max(0, sum);
  }

  /** Whether a purchase that hides evidence lies in [from, to]. */
  boolean isResetBetween(long from, long to) {
    Conversion conversion = card.conversion();
    return conversion != null
        && !conversion.resets().isEmpty()
        && orders.stream().anyMatch(order -> order.at() >= from && order.at() <= to);
  }

  /** The moments at which the score may jump; those up to {@code until} are complete. */
  long[] jumps(long until) {
    Jumps jumps = new Jumps();
    for (GroupLedger group : groups) {
      group.addJumps(jumps, until);
    }
    Rfm rfm = card.rfm();
    for (Order order : orders) {
      jumps.add(order.at());
      if (rfm != null) {
        for (int days : rfm.recencyDays().keySet()) {
          jumps.add(order.at() + days * Evidence.DAY + 1);
        }
      }
    }
    return jumps.sorted();
  }
}
