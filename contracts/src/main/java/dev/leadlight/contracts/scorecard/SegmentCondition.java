package dev.leadlight.contracts.scorecard;

import dev.leadlight.contracts.event.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What puts a lead into a segment. Each condition is a closed formula of evidence, card and moment,
 * so it can be asked for any moment, those to come included.
 */
public sealed interface SegmentCondition {

  /** All of them. */
  record All(List<SegmentCondition> conditions) implements SegmentCondition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one of them. */
  record Any(List<SegmentCondition> conditions) implements SegmentCondition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** Not that one. */
  record Not(SegmentCondition condition) implements SegmentCondition {}

  /**
   * How often something was done.
   *
   * @param on any of these signals
   * @param where what their properties must satisfy
   * @param distinct property whose repeated values count once; null for all events
   * @param count how many there must be
   * @param within how old they may be, that age included; null for any age
   * @param sincePurchase whether only those after the latest purchase count
   * @param evidence what they are kept under
   */
  record Did(
      Set<Signal> on,
      Condition where,
      @Nullable String distinct,
      Range count,
      @Nullable Duration within,
      boolean sincePurchase,
      EvidenceKey evidence)
      implements SegmentCondition {
    public Did {
      on = Set.copyOf(on);
    }
  }

  /** The score, as tiers see it: rounded half up to whole points. */
  record Score(Range points) implements SegmentCondition {}

  /** What a group adds to the score, after its cap, rounded half up to whole points. */
  record GroupPoints(String group, Range points) implements SegmentCondition {}

  /** In one of these tiers. */
  record InTier(Set<String> tiers) implements SegmentCondition {
    public InTier {
      tiers = Set.copyOf(tiers);
    }
  }

  /** In one of these RFM groups. */
  record InRfmGroup(Set<String> names) implements SegmentCondition {
    public InRfmGroup {
      names = Set.copyOf(names);
    }
  }

  /** A figure of the lead; one that it does not have lies in no range. */
  record HasFigure(Figure figure, Range range) implements SegmentCondition {}

  /** A figure of a lead. */
  enum Figure {
    /** Number of orders. */
    ORDERS("orders"),
    /** Sum of the orders' net amounts in the card's currency. */
    REVENUE("revenue"),
    /** Days, with fractions, since the latest order; none without orders. */
    DAYS_SINCE_ORDER("daysSinceOrder"),
    /** Days, with fractions, since the latest sign of life; none before the first. */
    DAYS_SILENT("daysSilent");

    private final String label;

    Figure(String label) {
      this.label = label;
    }

    /** Its name in the document. */
    public String label() {
      return label;
    }
  }
}
