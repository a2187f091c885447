package dev.leadlight.feedback.scorecard.diff;

import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.Predictive;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.contracts.scorecard.lint.Words;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has changed from one card to another. Elements are the same if they have the same id or
 * name, wherever they stand; version, publication and the order of rules make no difference to
 * leads and are no change.
 */
public final class Diff {

  private final Scorecard before;
  private final Scorecard after;
  private final Changes changes = new Changes();

  private Diff(Scorecard before, Scorecard after) {
    this.before = before;
    this.after = after;
  }

  /** The changes, in the order of the newer document; empty if both do the same to leads. */
  public static List<Change> between(Scorecard before, Scorecard after) {
    return new Diff(before, after).found();
  }

  private List<Change> found() {
    changes.value("/name", "The name is", before.name(), after.name(), Phrases::quoted);
    changes.value(
        "/zone",
        "Days are those of",
        before.zone().getId(),
        after.zone().getId(),
        String::toString);
    changes.value(
        "/currency",
        "Money is counted in",
        before.currency().getCurrencyCode(),
        after.currency().getCurrencyCode(),
        String::toString);
    tiers();
    conversion();
    new GroupDiff(changes).compare(before.groups(), after.groups());
    new ValueDiff(changes).compare(before, after);
    new SegmentDiff(changes).compare(before.segments(), after.segments());
    predictive(before.predictive(), after.predictive());
    return changes.all();
  }

  private void tiers() {
    changes.each(
        Changes.placed(before.tiers(), "/tiers", Tier::name),
        Changes.placed(after.tiers(), "/tiers", Tier::name),
        tier -> "There is a new tier " + tier.name() + ", from " + Phrases.points(tier.from()),
        tier -> "The tier " + tier.name() + ", from " + Phrases.points(tier.from()) + ", is gone",
        (then, now) ->
            changes.value(
                now.pointer() + "/from",
                now.item().name() + " begins at",
                then.from(),
                now.item().from(),
                Phrases::points));
    changes.value(
        "/tierMargin",
        "A lead keeps its tier down to a margin of",
        before.tierMargin(),
        after.tierMargin(),
        Phrases::points);
    changes.value(
        "/tierDwell",
        "A tier is kept for at least",
        before.tierDwell(),
        after.tierDwell(),
        Phrases::duration);
  }

  private void conversion() {
    Conversion then = before.conversion();
    Conversion now = after.conversion();
    if (then == null || now == null) {
      changes.optional("/conversion", "What counts as a purchase", then, now, Diff::purchase);
      return;
    }
    changes.value(
        "/conversion/signal", "A purchase is", then.signals(), now.signals(), Phrases::signals);
    changes.value(
        "/conversion/resets", "A purchase resets", then.resets(), now.resets(), Diff::groups);
  }

  private static String purchase(Conversion conversion) {
    return Phrases.signals(conversion.signals()) + ", which resets " + groups(conversion.resets());
  }

  private static String groups(Set<String> resets) {
    return resets.isEmpty() ? "nothing" : Words.list(resets);
  }

  private void predictive(Predictive then, Predictive now) {
    changes.value(
        "/predictive/model", "The learned part is", then.model(), now.model(), Diff::model);
    changes.value(
        "/predictive/weight",
        "The learned part has a weight of",
        then.weight(),
        now.weight(),
        Words::number);
  }

  private static String model(@Nullable String model) {
    return Predictive.NO_MODEL.equals(model) ? "no model" : "the model " + model;
  }
}
