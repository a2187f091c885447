package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What behaviour is worth: the scorecard, parsed and checked. Made by {@link ScorecardReader}.
 *
 * @param ref its id and version
 * @param zone calendar of {@code per: day}
 * @param currency of the monetary bounds
 * @param tiers highest first; the last one starts at 0
 * @param tierMargin points below {@code from} that a lead keeps its tier for
 * @param tierDwell how long a tier is kept at least before it may fall
 * @param conversion what counts as a purchase and what it resets; null if the card doesn't say
 * @param segments kinds of behaviour, in the order of the document
 * @param rfmGroups names for customers; null if the card has none
 * @param rates by ISO 4217 code: what other currencies are worth in the card's
 * @param clv how to estimate what a customer will still spend; null if that is not asked for
 * @param published when it was put in force; null for a card that comes with this version
 */
public record Scorecard(
    ScorecardRef ref,
    String name,
    ZoneId zone,
    Currency currency,
    List<Tier> tiers,
    double tierMargin,
    Duration tierDwell,
    @Nullable Conversion conversion,
    List<Group> groups,
    @Nullable Rfm rfm,
    Predictive predictive,
    List<Segment> segments,
    @Nullable RfmGroups rfmGroups,
    Map<String, BigDecimal> rates,
    @Nullable Clv clv,
    @Nullable Published published) {

  public Scorecard {
    tiers = List.copyOf(tiers);
    groups = List.copyOf(groups);
    segments = List.copyOf(segments);
    rates = Map.copyOf(rates);
  }

  /**
   * How a card was put in force.
   *
   * @param isAnnounced whether leads that stand in another tier under it than before are told to
   *     others, or only recorded
   */
  public record Published(Instant at, boolean isAnnounced) {}

  private static final Set<Signal> USUAL_PURCHASES =
      Set.of(new Signal("order_completed"), new Signal("pos_purchase"));

  /** The starter card that comes with this version, as a document. */
  public static JsonNode starterDocument() {
    return ContractJson.readResource("/dev/leadlight/contracts/scorecards/retail-starter.yaml");
  }

  /** The starter card, parsed. */
  public static Scorecard starter() {
    return ScorecardReader.read(starterDocument()).orElseThrow();
  }

  /** The tier every lead starts in. */
  public Tier lowestTier() {
    return tiers.get(tiers.size() - 1);
  }

  /** What counts as a purchase; orders of the shop and of the till where the card doesn't say. */
  public Set<Signal> purchases() {
    return conversion == null ? USUAL_PURCHASES : conversion.signals();
  }

  /** Its money. */
  public Exchange exchange() {
    return new Exchange(currency, rates);
  }

  /** With what was published beside it: the model it names, and how the customers are spread. */
  public Scorecard with(@Nullable PredictiveModel model, @Nullable RfmBoundaries boundaries) {
    return with(model, boundaries, published);
  }

  /** The same if what it asks for was not there before a moment: it is in force since then. */
  public Scorecard since(Instant moment) {
    return published == null || !published.at().isBefore(moment)
        ? this
        : with(predictive.published(), null, new Published(moment, published.isAnnounced()));
  }

  private Scorecard with(
      @Nullable PredictiveModel model,
      @Nullable RfmBoundaries boundaries,
      @Nullable Published inForce) {
    return new Scorecard(
        ref,
        name,
        zone,
        currency,
        tiers,
        tierMargin,
        tierDwell,
        conversion,
        groups,
        rfm == null || boundaries == null ? rfm : rfm.with(boundaries),
        new Predictive(predictive.model(), predictive.weight(), model),
        segments,
        rfmGroups,
        rates,
        clv,
        inForce);
  }
}
