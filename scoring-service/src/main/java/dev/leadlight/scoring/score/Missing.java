package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.scoring.lead.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What would lift a lead into the next tier at a moment.
 *
 * @param tier the next higher one
 * @param points how far the score is from that tier's threshold
 * @param ways the shortest, fewest deeds first; empty if twenty deeds don't do it
 * @param sentence the first way for people
 */
public record Missing(String tier, double points, List<Way> ways, String sentence) {

  private static final int MOST_WAYS = 3;
  private static final int MOST_DEEDS = 20;

  public Missing {
    ways = List.copyOf(ways);
  }

  /**
   * Deeds that together lift the lead, if they are done at the moment.
   *
   * @param score that the lead then has
   */
  public record Way(List<Step> steps, double score) {
    public Way {
      steps = List.copyOf(steps);
    }

    int deeds() {
      return steps.stream().mapToInt(Step::times).sum();
    }
  }

  /**
   * So many deeds that a rule sees.
   *
   * @param on any of these signals; the rule may ask for certain properties besides
   */
  public record Step(String group, String rule, List<Signal> on, int times) {
    public Step {
      on = List.copyOf(on);
    }
  }

  /**
   * Looks for ways. Each deed is tried: it is added to the evidence and the whole is read under the
   * card, so that limits, counts, caps, margins and points that other rules take are what they are.
   * Purchases are not tried, for they are the aim, nor deeds that count only after a silence.
   *
   * @return empty in the highest tier
   */
  public static Optional<Missing> of(Evidence evidence, Scorecard card, Instant at) {
    Ledger ledger = Ledger.of(evidence, card);
    int standing = rank(card, new Tiering(ledger).tierAt(at));
    if (standing == 0) {
      return Optional.empty();
    }
    Tier next = card.tiers().get(standing - 1);
    Trial now = new Trial(card, evidence, at);
    List<Way> ways = alone(card, now, standing);
    if (ways.isEmpty()) {
      ways = together(card, now, standing).map(List::of).orElse(List.of());
    }
    return Optional.of(
        new Missing(
            next.name(),
            Math.max(0, next.from() - ledger.pointsAt(at.toEpochMilli())),
            ways,
            MissingWords.sentence(next.name(), ways)));
  }

  /** For each rule the fewest deeds that do it alone. */
  private static List<Way> alone(Scorecard card, Trial now, int standing) {
    List<Way> ways = new ArrayList<>();
    for (Deed deed : Deed.all(card)) {
      Trial trial = now;
      for (int times = 1; times <= MOST_DEEDS; times++) {
        trial = trial.with(deed);
        if (rank(card, trial.tier()) < standing) {
          ways.add(new Way(List.of(deed.step(times)), trial.points()));
          break;
        }
      }
    }
    ways.sort(
        Comparator.comparingInt(Way::deeds).thenComparing(Way::score, Comparator.reverseOrder()));
    return ways.subList(0, Math.min(MOST_WAYS, ways.size()));
  }

  /**
   * One rule's deeds after the other's, each time those that are worth most for a deed. What a
   * total below zero swallows at first is worth something, too.
   */
  private static Optional<Way> together(Scorecard card, Trial now, int standing) {
    List<Deed> deeds = Deed.all(card);
    int[] times = new int[deeds.size()];
    Trial trial = now;
    for (int done = 0; done < MOST_DEEDS; ) {
      int best = -1;
      int count = 0;
      double most = 0;
      Trial further = trial;
      for (int d = 0; d < times.length; d++) {
        Trial tried = trial;
        int enough = Math.min(deeds.get(d).together(), MOST_DEEDS - done);
        for (int n = 1; n <= enough; n++) {
          tried = tried.with(deeds.get(d));
          double gain = (tried.net() - trial.net()) / n;
          if (gain > most) {
            best = d;
            count = n;
            most = gain;
            further = tried;
          }
        }
      }
      if (best < 0) {
        return Optional.empty();
      }
      times[best] += count;
      done += count;
      trial = further;
      if (rank(card, trial.tier()) < standing) {
        return Optional.of(new Way(steps(deeds, times), trial.points()));
      }
    }
    return Optional.empty();
  }

  private static List<Step> steps(List<Deed> deeds, int[] times) {
    List<Step> steps = new ArrayList<>();
    for (int d = 0; d < times.length; d++) {
      if (times[d] > 0) {
        steps.add(deeds.get(d).step(times[d]));
      }
    }
    return steps;
  }

  private static int rank(Scorecard card, String tier) {
    return card.tiers().stream().map(Tier::name).toList().indexOf(tier);
  }
}
