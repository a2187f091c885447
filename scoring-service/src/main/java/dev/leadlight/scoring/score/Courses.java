package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Range;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.scorecard.SegmentCondition;
import dev.leadlight.contracts.scorecard.SegmentCondition.Figure;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The courses of a segment's conditions for one lead. */
final class Courses {

  /** Bounds farther away than a hundred years are never reached. */
  private static final double MOST_DAYS = 36_500;

  private final Ledger ledger;
  private final Tiering tiering;
  private final long[] purchases;

  Courses(Ledger ledger, Tiering tiering) {
    this.ledger = ledger;
    this.tiering = tiering;
    this.purchases = ledger.orderTimes();
  }

  Course of(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.Did did) {
      return done(did);
    }
    if (condition instanceof SegmentCondition.All all) {
      return new Course.All(all(all.conditions()));
    }
    if (condition instanceof SegmentCondition.Any any) {
      return new Course.Any(all(any.conditions()));
    }
    if (condition instanceof SegmentCondition.Not not) {
      return new Course.Not(of(not.condition()));
    }
    if (condition instanceof SegmentCondition.Score score) {
      return new PointsCourse(ledger::pointsAt, ledger, score.points());
    }
    if (condition instanceof SegmentCondition.GroupPoints group) {
      return new PointsCourse(
          at -> ledger.groupPointsAt(group.group(), at), ledger, group.points());
    }
    if (condition instanceof SegmentCondition.InTier tier) {
      return new TierCourse(tiering, tier.tiers());
    }
    if (condition instanceof SegmentCondition.InRfmGroup group) {
      return inRfmGroup(group.names());
    }
    SegmentCondition.HasFigure figure = (SegmentCondition.HasFigure) condition;
    return figure(figure.figure(), figure.range());
  }

  private List<Course> all(List<SegmentCondition> conditions) {
    Course[] all = new Course[conditions.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = of(conditions.get(i));
    }
    return List.of(all);
  }

  private Course done(SegmentCondition.Did did) {
    return new DoneCourse(did, ledger.evidence(), did.sincePurchase() ? purchases : Sorted.NEVER);
  }

  private Course inRfmGroup(Set<String> names) {
    RfmGroups groups = ledger.card().rfmGroups();
    return new Course.Steps(
        at -> ledger.rfmGroupAt(at).filter(names::contains).isPresent(),
        () -> withDaysAfter(ledger.moneyTimes(), bounds(groups)));
  }

  private Course figure(Figure figure, Range range) {
    return switch (figure) {
      case ORDERS -> new Course.Steps(at -> range.contains(ordersUntil(at)), () -> purchases);
      case REVENUE ->
          new Course.Steps(
              at -> range.contains(valueAt(at).monetary().doubleValue()), ledger::moneyTimes);
      case DAYS_SINCE_ORDER ->
          new Course.Steps(
              at -> range.contains(daysSinceOrder(at)),
              () -> withDaysAfter(purchases, bounds(range)));
      case DAYS_SILENT -> silent(range);
    };
  }

  private Course silent(Range range) {
    Spans activity = ledger.evidence().activity();
    return new Course.Steps(
        at -> range.contains(activity.silenceAt(at) / Evidence.DAY),
        () -> silences(activity, bounds(range)));
  }

  private static long[] silences(Spans activity, List<Double> days) {
    long[] starts = new long[activity.size()];
    long[] ends = new long[activity.size()];
    for (int i = 0; i < activity.size(); i++) {
      starts[i] = activity.start(i);
      ends[i] = activity.end(i);
    }
    Jumps moments = new Jumps();
    moments.add(starts);
    moments.add(withDaysAfter(ends, days));
    return moments.sorted();
  }

  private int ordersUntil(long at) {
    return Sorted.firstIndexAfter(purchases, at);
  }

  /** Days, with fractions, since the latest order; NaN without orders. */
  private double daysSinceOrder(long at) {
    int orders = ordersUntil(at);
    return orders == 0 ? Double.NaN : (at - purchases[orders - 1]) / (double) Evidence.DAY;
  }

  private Value valueAt(long at) {
    return ledger.valueAt(Instant.ofEpochMilli(at));
  }

  private static List<Double> bounds(@Nullable RfmGroups groups) {
    return groups == null ? List.of() : groups.recencyDays().stream().map(Double::valueOf).toList();
  }

  private static List<Double> bounds(Range range) {
    List<Double> bounds = new ArrayList<>(2);
    for (double bound : new double[] {range.least(), range.most()}) {
      if (Math.abs(bound) <= MOST_DAYS) {
        bounds.add(bound);
      }
    }
    return bounds;
  }

  /** These moments, and each so many days later: at the bound, and just past it. */
  private static long[] withDaysAfter(long[] moments, List<Double> days) {
    Jumps all = new Jumps();
    all.add(moments);
    for (long moment : moments) {
      for (double each : days) {
        long bound = moment + (long) Math.ceil(each * Evidence.DAY);
        all.add(bound, bound + 1);
      }
    }
    return all.sorted();
  }
}
