package dev.leadlight.scoring.score;

import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.lead.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A card made ready to read much evidence under it. Made once a card; holds nothing of a lead. */
public final class Pricing {

  private static volatile @Nullable Pricing latest;

  private final Scorecard card;
  private final List<PricedGroup> groups;
  private final @Nullable Worth worth;
  private final Plan[] segments;

  private Pricing(Scorecard card, List<PricedGroup> groups) {
    this.card = card;
    this.groups = groups;
    this.worth = card.rfm() == null ? null : new Worth(card.rfm());
    this.segments =
        card.segments().stream()
            .map(segment -> Plan.of(segment.when(), card.rfmGroups()))
            .toArray(Plan[]::new);
  }

  /** Makes a card ready; the one asked for last is ready already. */
  @SuppressWarnings("ReferenceEquality") // to compare cards that are merely equal costs more
  public static Pricing of(Scorecard card) {
    Pricing ready = latest;
    if (ready == null || ready.card != card) {
      ready = prepared(card);
      latest = ready;
    }
    return ready;
  }

  private static Pricing prepared(Scorecard card) {
    Conversion conversion = card.conversion();
    List<PricedGroup> groups = new ArrayList<>(card.groups().size());
    for (Group group : card.groups()) {
      List<Matches> rules = new ArrayList<>(group.rules().size());
      for (Rule rule : group.rules()) {
        rules.add(new Matches(rule, card.zone()));
      }
      boolean isReset = conversion != null && conversion.resets().contains(group.id());
      groups.add(new PricedGroup(group, rules, isReset));
    }
    return new Pricing(card, groups);
  }

  /** The card. */
  public Scorecard card() {
    return card;
  }

  List<PricedGroup> groups() {
    return groups;
  }

  /** What purchase histories are worth; null if the card does not ask. */
  @Nullable Worth worth() {
    return worth;
  }

  /** Of each of the card's segments. */
  Plan[] segments() {
    return segments;
  }

  /** The model that takes part in the score; null if there is none, or none of these features. */
  private @Nullable PredictiveModel usableModel() {
    PredictiveModel model = card.predictive().published();
    boolean isUsable =
        card.predictive().isAsked()
            && model != null
            && model.featuresVersion() == FeatureCatalogue.standard().version();
    return isUsable ? model : null;
  }

  /** Reads a lead's evidence. */
  public Ledger read(Evidence evidence) {
    PredictiveModel model = usableModel();
    Prognosis prognosis =
        model == null
            ? null
            : new Prognosis(model, card.predictive().weight(), evidence, card.exchange());
    return Ledger.of(evidence, this, prognosis);
  }

  /**
   * A group of the card.
   *
   * @param isReset whether a purchase hides its earlier evidence
   */
  record PricedGroup(Group group, List<Matches> rules, boolean isReset) {

    /** The matches of each rule; null if no rule has any. */
    long @Nullable [][] matches(Evidence evidence) {
      long[][] all = null;
      for (int r = 0; r < rules.size(); r++) {
        long[] matches = rules.get(r).in(evidence);
        if (matches.length > 0) {
          all = all == null ? none() : all;
          all[r] = matches;
        }
      }
      return all;
    }

    private long[][] none() {
      long[][] none = new long[rules.size()][];
      Arrays.fill(none, Sorted.NEVER);
      return none;
    }
  }
}
