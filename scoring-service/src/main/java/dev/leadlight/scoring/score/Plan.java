package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Range;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.scorecard.SegmentCondition;
import dev.leadlight.contracts.scorecard.SegmentCondition.Figure;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How to find the course of a segment's condition for a lead. Made once a card. */
interface Plan {

  /** The condition's course for the lead of a ledger. */
  Course of(Ledger ledger, Tiering tiering);

  /** Bounds farther away than a hundred years are never reached. */
  double MOST_DAYS = 36_500;

  /** The plan of a condition. */
  static Plan of(SegmentCondition condition, @Nullable RfmGroups groups) {
    if (condition instanceof SegmentCondition.Did did) {
      return done(did);
    }
    if (condition instanceof SegmentCondition.All all) {
      Plan[] parts = all(all.conditions(), groups);
      return (ledger, tiering) -> new Course.All(courses(parts, ledger, tiering));
    }
    if (condition instanceof SegmentCondition.Any any) {
      Plan[] parts = all(any.conditions(), groups);
      return (ledger, tiering) -> new Course.Any(courses(parts, ledger, tiering));
    }
    if (condition instanceof SegmentCondition.Not not) {
      Plan part = of(not.condition(), groups);
      return (ledger, tiering) -> new Course.Not(part.of(ledger, tiering));
    }
    if (condition instanceof SegmentCondition.Score score) {
      return (ledger, tiering) -> new PointsCourse(ledger::pointsAt, ledger, score.points());
    }
    if (condition instanceof SegmentCondition.GroupPoints group) {
      return (ledger, tiering) ->
          new PointsCourse(at -> ledger.groupPointsAt(group.group(), at), ledger, group.points());
    }
    if (condition instanceof SegmentCondition.InTier tier) {
      return (ledger, tiering) -> new TierCourse(tiering, tier.tiers());
    }
    if (condition instanceof SegmentCondition.InRfmGroup group) {
      return inRfmGroup(group.names(), bounds(groups));
    }
    SegmentCondition.HasFigure figure = (SegmentCondition.HasFigure) condition;
    return figure(figure.figure(), figure.range());
  }

  private static Plan[] all(List<SegmentCondition> conditions, @Nullable RfmGroups groups) {
    return conditions.stream().map(condition -> of(condition, groups)).toArray(Plan[]::new);
  }

  /** The courses of several conditions for the lead of a ledger. */
  static List<Course> courses(Plan[] plans, Ledger ledger, Tiering tiering) {
    Course[] courses = new Course[plans.length];
    for (int i = 0; i < courses.length; i++) {
      courses[i] = plans[i].of(ledger, tiering);
    }
    return Arrays.asList(courses);
  }

  private static Plan done(SegmentCondition.Did did) {
    List<DerivedSignal> derived = Matches.derived(did.on(), did.where(), did.distinct());
    return (ledger, tiering) ->
        new DoneCourse(
            did,
            derived,
            ledger.evidence(),
            did.sincePurchase() ? ledger.orderTimes() : Sorted.NEVER);
  }

  private static Plan inRfmGroup(Set<String> names, List<Double> bounds) {
    return (ledger, tiering) ->
        new Course.Steps(
            at -> ledger.rfmGroupAt(at).filter(names::contains).isPresent(),
            () -> withDaysAfter(ledger.moneyTimes(), bounds));
  }

  private static Plan figure(Figure figure, Range range) {
    List<Double> bounds = bounds(range);
    return switch (figure) {
      case ORDERS ->
          (ledger, tiering) ->
              new Course.Steps(
                  at -> range.contains(Sorted.firstIndexAfter(ledger.orderTimes(), at)),
                  ledger::orderTimes);
      case REVENUE ->
          (ledger, tiering) ->
              new Course.Steps(at -> range.contains(monetary(ledger, at)), ledger::moneyTimes);
      case DAYS_SINCE_ORDER ->
          (ledger, tiering) ->
              new Course.Steps(
                  at -> range.contains(daysSinceOrder(ledger.orderTimes(), at)),
                  () -> withDaysAfter(ledger.orderTimes(), bounds));
      case DAYS_SILENT -> (ledger, tiering) -> silent(ledger, range, bounds);
    };
  }

  private static double monetary(Ledger ledger, long at) {
    return ledger.valueAt(Instant.ofEpochMilli(at)).monetary().doubleValue();
  }

  private static Course silent(Ledger ledger, Range range, List<Double> bounds) {
    Spans activity = ledger.evidence().activity();
    return new Course.Steps(
        at -> range.contains(activity.silenceAt(at) / Evidence.DAY),
        () -> silences(activity, bounds));
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

  /** Days, with fractions, since the latest order; NaN without orders. */
  private static double daysSinceOrder(long[] purchases, long at) {
    int orders = Sorted.firstIndexAfter(purchases, at);
    return orders == 0 ? Double.NaN : (at - purchases[orders - 1]) / (double) Evidence.DAY;
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
