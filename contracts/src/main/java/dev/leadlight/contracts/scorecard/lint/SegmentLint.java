package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Range;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.SegmentCondition;
import dev.leadlight.contracts.scorecard.SegmentCondition.Did;
import dev.leadlight.contracts.scorecard.SegmentCondition.Figure;
import dev.leadlight.contracts.scorecard.SegmentCondition.HasFigure;
import dev.leadlight.contracts.scorecard.SegmentCondition.InTier;
import dev.leadlight.contracts.scorecard.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Segments that nobody is ever in, or everybody, and signals in them that nobody is known to send.
 */
final class SegmentLint {

  private final Scorecard card;
  private final Reach reach;

  private SegmentLint(Scorecard card, Reach reach) {
    this.card = card;
    this.reach = reach;
  }

  static List<Place> warnings(Scorecard card, Reach reach) {
    SegmentLint lint = new SegmentLint(card, reach);
    List<Place> warnings = new ArrayList<>();
    for (int i = 0; i < card.segments().size(); i++) {
      String at = "/segments/" + i + "/when";
      SegmentCondition when = card.segments().get(i).when();
      if (!lint.canHold(when)) {
        warnings.add(Place.at(at, "nobody is ever in it: these conditions never hold together"));
      } else if (!lint.canHold(new SegmentCondition.Not(when))) {
        warnings.add(Place.at(at, "everybody is always in it"));
      }
      done(when).forEach(did -> warnings.addAll(RuleLint.signals(did.on(), at)));
    }
    return warnings;
  }

  private static List<Did> done(SegmentCondition condition) {
    if (condition instanceof Did did) {
      return List.of(did);
    }
    if (condition instanceof SegmentCondition.Not not) {
      return done(not.condition());
    }
    List<SegmentCondition> parts =
        condition instanceof SegmentCondition.All all
            ? all.conditions()
            : condition instanceof SegmentCondition.Any any ? any.conditions() : List.of();
    return parts.stream().flatMap(part -> done(part).stream()).toList();
  }

  private boolean canHold(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.All all) {
      List<SegmentCondition> parts = flat(all);
      return parts.stream().allMatch(this::canHold) && !contradict(parts);
    }
    if (condition instanceof SegmentCondition.Any any) {
      return any.conditions().stream().anyMatch(this::canHold);
    }
    if (condition instanceof SegmentCondition.Not not) {
      return canFail(not.condition());
    }
    return canHoldAlone(condition);
  }

  private boolean canFail(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.All all) {
      return all.conditions().stream().anyMatch(this::canFail);
    }
    if (condition instanceof SegmentCondition.Any any) {
      List<SegmentCondition> denied =
          any.conditions().stream().<SegmentCondition>map(SegmentCondition.Not::new).toList();
      return canHold(new SegmentCondition.All(denied));
    }
    if (condition instanceof SegmentCondition.Not not) {
      return canHold(not.condition());
    }
    return !(condition instanceof Did did
            && did.count().contains(0)
            && did.count().most() == Double.POSITIVE_INFINITY)
        && !(condition instanceof InTier in
            && in.tiers().containsAll(card.tiers().stream().map(Tier::name).toList()))
        && !(condition instanceof SegmentCondition.Score score
            && score.points().contains(0)
            && score.points().most() == Double.POSITIVE_INFINITY);
  }

  private boolean canHoldAlone(SegmentCondition condition) {
    if (condition instanceof Did did) {
      return !CustomerLint.hasNoCount(did.count())
          && (did.count().contains(0) || RuleLint.canMeet(did.on(), did.where()));
    }
    if (condition instanceof SegmentCondition.Score score) {
      return overlaps(score.points(), 0, Math.floor(reach.score() + 0.5));
    }
    if (condition instanceof SegmentCondition.GroupPoints group) {
      return overlaps(
          group.points(), Double.NEGATIVE_INFINITY, Math.floor(reach.of(group.group()) + 0.5));
    }
    if (condition instanceof InTier in) {
      return card.tiers().stream()
          .anyMatch(
              tier ->
                  in.tiers().contains(tier.name())
                      && (tier.from() == 0 || tier.from() <= Math.floor(reach.score() + 0.5)));
    }
    if (condition instanceof SegmentCondition.InRfmGroup in) {
      RfmGroups names = card.rfmGroups();
      return names != null
          && in.names().stream().anyMatch(name -> CustomerLint.isNameOfSomebody(names, name));
    }
    HasFigure figure = (HasFigure) condition;
    return figure.figure() == Figure.ORDERS
        ? !CustomerLint.hasNoCount(figure.range())
        : overlaps(figure.range(), 0, Double.POSITIVE_INFINITY);
  }

  private static boolean overlaps(Range range, double least, double most) {
    return !range.and(new Range(least, true, most, true)).isEmpty();
  }

  private static List<SegmentCondition> flat(SegmentCondition.All all) {
    return all.conditions().stream()
        .flatMap(
            part ->
                part instanceof SegmentCondition.All inner ? flat(inner).stream() : Stream.of(part))
        .toList();
  }

  private static boolean contradict(List<SegmentCondition> parts) {
    for (SegmentCondition one : parts) {
      for (SegmentCondition other : parts) {
        if (contradict(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean contradict(SegmentCondition one, SegmentCondition other) {
    if (other instanceof SegmentCondition.Not not && not.condition().equals(one)) {
      return true;
    }
    if (one instanceof HasFigure left && other instanceof HasFigure right) {
      return left.figure() == right.figure() && left.range().and(right.range()).isEmpty();
    }
    if (one instanceof InTier left && other instanceof InTier right) {
      return Collections.disjoint(left.tiers(), right.tiers());
    }
    if (one instanceof SegmentCondition.Score left
        && other instanceof SegmentCondition.Score right) {
      return left.points().and(right.points()).isEmpty();
    }
    if (one instanceof Did left && other instanceof Did right) {
      return left.evidence().equals(right.evidence())
          && isWithin(left, right)
          && left.count().least() > right.count().most();
    }
    return false;
  }

  /** Whether all that the one counts the other counts too. */
  private static boolean isWithin(Did one, Did other) {
    Duration inner = one.within();
    Duration outer = other.within();
    boolean isShorter = outer == null || (inner != null && inner.compareTo(outer) <= 0);
    return isShorter && (one.sincePurchase() || !other.sincePurchase());
  }
}
