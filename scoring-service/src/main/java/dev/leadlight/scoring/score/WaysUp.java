package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.scoring.score.Missing.Step;
import dev.leadlight.scoring.score.Missing.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for deeds that lift a lead out of its tier, by trying them. */
final class WaysUp {

  private static final int MOST_WAYS = 3;
  private static final int MOST_DEEDS = 20;

  private final Scorecard card;
  private final int standing;
  private final List<Deed> deeds;

  /**
   * Under a card.
   *
   * @param standing the rank of the tier that the lead is in
   */
  WaysUp(Scorecard card, int standing) {
    this.card = card;
    this.standing = standing;
    this.deeds = Deed.all(card);
  }

  /** 0 for the highest tier. */
  static int rank(Scorecard card, String tier) {
    return card.tiers().stream().map(Tier::name).toList().indexOf(tier);
  }

  /** The shortest, fewest deeds first; only if none of a kind will do alone, one of several. */
  List<Way> from(Trial now) {
    List<Way> alone = alone(now);
    return alone.isEmpty() ? together(now).map(List::of).orElse(List.of()) : alone;
  }

  /** For each rule the fewest deeds that do it alone. */
  private List<Way> alone(Trial now) {
    List<Way> ways = new ArrayList<>();
    for (Deed deed : deeds) {
      Trial trial = now;
      for (int times = 1; times <= MOST_DEEDS; times++) {
        trial = trial.with(deed);
        if (isHigher(trial)) {
          ways.add(new Way(List.of(deed.step(times)), trial.points()));
          break;
        }
      }
    }
    ways.sort(
        Comparator.comparingInt(Way::deeds).thenComparing(Way::score, Comparator.reverseOrder()));
    return ways.subList(0, Math.min(MOST_WAYS, ways.size()));
  }

  /** One rule's deeds after the other's, each time those that are worth most for a deed. */
  private Optional<Way> together(Trial now) {
    int[] times = new int[deeds.size()];
    int left = MOST_DEEDS;
    Gain best = best(now, left);
    while (best != null) {
      times[best.deed()] += best.times();
      left -= best.times();
      if (isHigher(best.after())) {
        return Optional.of(new Way(steps(times), best.after().points()));
      }
      best = best(best.after(), left);
    }
    return Optional.empty();
  }

  /**
   * What doing something some times brings.
   *
   * @param deed its place among the deeds
   * @param each points for a deed, more than 0
   */
  private record Gain(int deed, int times, double each, Trial after) {}

  /** The most that a deed brings, done as often as its rule asks for; null if none brings any. */
  private @Nullable Gain best(Trial before, int left) {
    Gain best = null;
    for (int d = 0; d < deeds.size(); d++) {
      Trial tried = before;
      int enough = Math.min(deeds.get(d).together(), left);
      for (int times = 1; times <= enough; times++) {
        tried = tried.with(deeds.get(d));
        // What a total below zero swallows at first is worth something, too.
        double each = (tried.net() - before.net()) / times;
        if (each > (best == null ? 0 : best.each())) {
          best = new Gain(d, times, each, tried);
        }
      }
    }
    return best;
  }

  private boolean isHigher(Trial trial) {
    return rank(card, trial.tier()) < standing;
  }

  private List<Step> steps(int[] times) {
    List<Step> steps = new ArrayList<>();
    for (int d = 0; d < times.length; d++) {
      if (times[d] > 0) {
        steps.add(deeds.get(d).step(times[d]));
      }
    }
    return steps;
  }
}
