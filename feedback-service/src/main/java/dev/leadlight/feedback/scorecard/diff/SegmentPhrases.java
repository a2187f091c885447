package dev.leadlight.feedback.scorecard.diff;

import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.SegmentCondition;
import dev.leadlight.contracts.scorecard.lint.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What puts a lead into a segment, as a phrase. */
final class SegmentPhrases {

  private SegmentPhrases() {}

  static String of(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.All all) {
      return joined(all.conditions(), " and ");
    }
    if (condition instanceof SegmentCondition.Any any) {
      return joined(any.conditions(), " or ");
    }
    if (condition instanceof SegmentCondition.Not not) {
      return "not " + inBrackets(not.condition());
    }
    if (condition instanceof SegmentCondition.Did did) {
      return did(did);
    }
    if (condition instanceof SegmentCondition.Score score) {
      return "score " + Phrases.range(score.points());
    }
    if (condition instanceof SegmentCondition.GroupPoints group) {
      return "points of " + group.group() + " " + Phrases.range(group.points());
    }
    if (condition instanceof SegmentCondition.InTier tier) {
      return "tier " + Words.list(tier.tiers());
    }
    if (condition instanceof SegmentCondition.InRfmGroup group) {
      return "RFM group " + Words.list(group.names());
    }
    SegmentCondition.HasFigure figure = (SegmentCondition.HasFigure) condition;
    return figure.figure().label() + " " + Phrases.range(figure.range());
  }

  /** What the condition counts is kept under these keys. */
  static Set<EvidenceKey> evidence(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.Did did) {
      return Set.of(did.evidence());
    }
    List<SegmentCondition> parts =
        condition instanceof SegmentCondition.All all
            ? all.conditions()
            : condition instanceof SegmentCondition.Any any
                ? any.conditions()
                : condition instanceof SegmentCondition.Not not
                    ? List.of(not.condition())
                    : List.of();
    return parts.stream().flatMap(part -> evidence(part).stream()).collect(Collectors.toSet());
  }

  private static String did(SegmentCondition.Did did) {
    StringBuilder phrase = new StringBuilder(Phrases.signals(did.on()));
    phrase.append(" ").append(Phrases.range(did.count())).append(" times");
    if (did.within() != null) {
      phrase.append(" within ").append(Phrases.duration(did.within()));
    }
    if (did.distinct() != null) {
      phrase.append(" with another ").append(did.distinct()).append(" each");
    }
    if (did.sincePurchase()) {
      phrase.append(" since the last purchase");
    }
    if (!(did.where() instanceof Condition.Always)) {
      phrase.append(" where ").append(Phrases.condition(did.where()));
    }
    return phrase.toString();
  }

  private static String joined(List<SegmentCondition> conditions, String by) {
    return conditions.stream().map(SegmentPhrases::inBrackets).collect(Collectors.joining(by));
  }

  private static String inBrackets(SegmentCondition condition) {
    boolean isJoined =
        condition instanceof SegmentCondition.All || condition instanceof SegmentCondition.Any;
    return isJoined ? "(" + of(condition) + ")" : of(condition);
  }
}
