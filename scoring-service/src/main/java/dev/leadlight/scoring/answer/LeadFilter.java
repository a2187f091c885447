package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.scorecard.RfmGroups.RfmGroup;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Segment;
import dev.leadlight.contracts.scorecard.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which leads a list shows.
 *
 * @param tier only of this tier; null for any
 * @param segment only who is in this segment; null for any
 * @param rfmGroup only customers of this name; null for any
 */
public record LeadFilter(
    @Nullable String tier, @Nullable String segment, @Nullable String rfmGroup) {

  /** What is wrong with it if those are the cards in force. */
  public Optional<Refusal> refusal(List<Scorecard> cards) {
    return Stream.of(
            refusal(
                "tier",
                tier,
                cards.stream().flatMap(card -> card.tiers().stream()).map(Tier::name)),
            refusal(
                "segment",
                segment,
                cards.stream().flatMap(card -> card.segments().stream()).map(Segment::id)),
            refusal(
                "rfmGroup",
                rfmGroup,
                cards.stream()
                    .map(Scorecard::rfmGroups)
                    .flatMap(Stream::ofNullable)
                    .flatMap(groups -> groups.groups().stream())
                    .map(RfmGroup::name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Refusal> refusal(
      String parameter, @Nullable String value, Stream<String> allowed) {
    List<String> names = allowed.distinct().toList();
    return value == null || names.contains(value)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                parameter,
                names.isEmpty()
                    ? "the cards in force have none"
                    : "one of " + String.join(", ", names)));
  }

  /** A wrong parameter. */
  public record Refusal(String parameter, String message) {}

  boolean accepts(LeadSummary lead) {
    return (tier == null || tier.equals(lead.tier()))
        && (segment == null || lead.segments().contains(segment))
        && (rfmGroup == null || rfmGroup.equals(lead.rfmGroup()));
  }

  boolean isOpen() {
    return tier == null && segment == null && rfmGroup == null;
  }

  /**
   * The score below which nobody is accepted, because the tier begins higher. A tier that may be
   * kept for a while below its beginning has none.
   */
  double lowest(List<Scorecard> cards) {
    return cards.stream().mapToDouble(this::lowest).min().orElse(Double.NEGATIVE_INFINITY);
  }

  private double lowest(Scorecard card) {
    return card.tiers().stream()
        .filter(each -> each.name().equals(tier) && card.tierDwell().equals(Duration.ZERO))
        .filter(each -> !each.equals(card.lowestTier()))
        .mapToDouble(each -> each.from() - card.tierMargin() - 1)
        .findFirst()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
