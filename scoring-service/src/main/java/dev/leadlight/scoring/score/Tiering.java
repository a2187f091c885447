package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which tier a lead stands, since when, and what comes next, as a function of the score over
 * time.
 *
 * <p>A tier is entered when the rounded score reaches its {@code from}, and left when it falls
 * below {@code from − margin}; a fall waits until the tier was kept for the card's dwell. So the
 * tier at a moment is a walk over the score up to that moment. Between two jumps the score only
 * fades, so the walk looks at each jump, just before it and at it, and where a dwell ends, and
 * finds the crossings between by bisection.
 *
 * <p>The walk need not begin at the beginning: where the score lies outside every margin, it alone
 * decides. The walk begins at the latest such moment. And most leads need no walk at all: what all
 * their evidence can be worth at most does not reach the first threshold.
 */
public final class Tiering {

  private static final Duration HORIZON = Duration.ofDays(3650);

  private final Ledger ledger;
  private final List<Tier> tiers;
  private final double margin;
  private final long dwell;
  private final boolean isAlwaysLowest;
  private @Nullable Known latest;

  /** The tiers of a ledger's card. */
  public Tiering(Ledger ledger) {
    Scorecard card = ledger.card();
    this.ledger = ledger;
    this.tiers = card.tiers();
    this.margin = card.tierMargin();
    this.dwell = card.tierDwell().toMillis();
    this.isAlwaysLowest = highest(Score.rounded(ledger.most()), 0) == tiers.size() - 1;
  }

  /**
   * A lead's standing at a moment.
   *
   * @param since when it came into the tier; null if it has always been there
   */
  public record Standing(String tier, @Nullable Instant since) {}

  /**
   * A change to come.
   *
   * @param at the first whole second at which the lead stands there
   */
  public record Next(String tier, Instant at) {}

  /** What was asked last: whoever folds asks for the same moment several times. */
  private record Known(long at, String tier) {}

  /** The tier at a moment. */
  public String tierAt(Instant moment) {
    if (isAlwaysLowest) {
      return tiers.get(tiers.size() - 1).name();
    }
    long at = moment.toEpochMilli();
    Known known = latest;
    if (known == null || known.at != at) {
      known = new Known(at, findTier(at));
      latest = known;
    }
    return known.tier;
  }

  private String findTier(long at) {
    int sure = sureTier(ledger.pointsAt(at));
    return tiers.get(dwell == 0 && sure >= 0 ? sure : walk(at, -1).tier).name();
  }

  /** The tier at a moment and since when. */
  public Standing standingAt(Instant moment) {
    if (isAlwaysLowest) {
      return new Standing(tiers.get(tiers.size() - 1).name(), null);
    }
    Walk walk = walk(moment.toEpochMilli(), indexOf(tierAt(moment)));
    return new Standing(
        tiers.get(walk.tier).name(),
        walk.since == Long.MIN_VALUE ? null : Instant.ofEpochMilli(walk.since));
  }

  /** The earliest change after a moment if the lead stays silent; null if there is none. */
  public @Nullable Next nextAfter(Instant moment) {
    return nextBetween(moment, moment.plus(HORIZON));
  }

  /** The earliest change after a moment and before another one; null if there is none. */
  public @Nullable Next nextBetween(Instant moment, Instant before) {
    if (isAlwaysLowest) {
      return null;
    }
    long at = moment.toEpochMilli();
    int tier = indexOf(tierAt(moment));
    Walk now = dwell > 0 ? walk(at, tier) : new Walk(tier, Long.MIN_VALUE);
    long end = Math.min(before.toEpochMilli(), at + HORIZON.toMillis());
    long[] jumps = ledger.jumps();
    int j = firstAfter(jumps, at);
    long second = Math.floorDiv(at, 1000) + 1;
    while (true) {
      long pieceEnd = j < jumps.length ? Math.min(jumps[j], end) : end;
      if (dwell > 0 && now.since != Long.MIN_VALUE && now.since + dwell > second * 1000) {
        pieceEnd = Math.min(pieceEnd, now.since + dwell);
      }
      long lastSecond = Math.floorDiv(pieceEnd - 1, 1000);
      if (lastSecond >= second) {
        // A piece rises at most at its start and then fades, so its two ends tell.
        long left =
            leavesBy(now, second * 1000) || !leavesBy(now, lastSecond * 1000)
                ? second
                : firstSecond(now, second, lastSecond);
        if (leavesBy(now, left * 1000)) {
          int to = step(now.tier, now.since, left * 1000);
          return new Next(tiers.get(to).name(), Instant.ofEpochSecond(left));
        }
      }
      if (pieceEnd >= end) {
        return null;
      }
      second = Math.max(second, lastSecond + 1);
      while (j < jumps.length && jumps[j] <= pieceEnd) {
        j++;
      }
    }
  }

  private boolean leavesBy(Walk now, long at) {
    return step(now.tier, now.since, at) != now.tier;
  }

  private long firstSecond(Walk now, long from, long to) {
    long low = from;
    long high = to;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (leavesBy(now, middle * 1000)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private record Walk(int tier, long since) {}

  /**
   * Walks up to a moment.
   *
   * @param settled begin where the score alone puts the lead outside this tier, so that its entry
   *     lies on the way; −1 to begin at the latest sure moment
   */
  private Walk walk(long at, int settled) {
    long[] all = ledger.jumps();
    int count = firstAfter(all, at);
    double[] points = new double[count]; // the way back has worked out those of the way forth
    Arrays.fill(points, Double.NaN);
    int start = dwell > 0 ? -1 : anchor(all, points, settled);
    int tier = start < 0 ? tiers.size() - 1 : sureTier(points[start]);
    long since = Long.MIN_VALUE;
    long last = start < 0 ? Long.MIN_VALUE : all[start];
    for (int j = start + 1; j <= count; j++) {
      long until = j < count ? all[j] - 1 : at;
      if (last != Long.MIN_VALUE) {
        Walk faded = fade(tier, since, last, until);
        tier = faded.tier;
        since = faded.since;
      }
      if (j < count) {
        double then = Double.isNaN(points[j]) ? ledger.pointsAt(all[j]) : points[j];
        int next = step(tier, since, all[j], then);
        since = next == tier ? since : all[j];
        tier = next;
        last = all[j];
      }
    }
    return new Walk(tier, since);
  }

  /**
   * The crossings of one piece without jumps. Each tier reached in it is kept for the dwell in its
   * turn, so the piece is cut where a dwell ends, and then of each part both ends tell: a fall that
   * waited is due at the first moment, though the score may have risen again by the last.
   */
  private Walk fade(int tier, long since, long from, long until) {
    Walk now = new Walk(tier, since);
    long begin = from;
    while (begin < until) {
      long end = until;
      if (dwell > 0 && now.since != Long.MIN_VALUE && now.since + dwell - 1 > begin) {
        end = Math.min(until, now.since + dwell - 1);
      }
      if ((dwell > 0 && leavesBy(now, begin + 1)) || leavesBy(now, end)) {
        long low = begin + 1;
        long high = leavesBy(now, low) ? low : end;
        while (low < high) {
          long middle = low + (high - low) / 2;
          if (leavesBy(now, middle)) {
            high = middle;
          } else {
            low = middle + 1;
          }
        }
        now = new Walk(step(now.tier, now.since, low), low);
        begin = low;
      } else {
        begin = end;
      }
    }
    return now;
  }

  private int anchor(long[] jumps, double[] points, int settled) {
    for (int j = points.length - 1; j >= 0; j--) {
      points[j] = ledger.pointsAt(jumps[j]);
      int sure = sureTier(points[j]);
      if (sure >= 0 && sure != settled) {
        return j;
      }
    }
    return -1;
  }

  /** Where a lead of this tier stands at a moment, seen alone. */
  private int step(int tier, long since, long at) {
    return step(tier, since, at, ledger.pointsAt(at));
  }

  private int step(int tier, long since, long at, double points) {
    double rounded = Score.rounded(points);
    int up = highest(rounded, 0);
    if (up <= tier) {
      return up;
    }
    boolean kept =
        dwell > 0
            && since != Long.MIN_VALUE
            && at < since + dwell
            && !ledger.isResetBetween(since, at);
    return kept ? tier : Math.max(tier, highest(rounded, margin));
  }

  /** The tier if the score is outside every margin, else −1. */
  private int sureTier(double points) {
    double rounded = Score.rounded(points);
    int up = highest(rounded, 0);
    return up == highest(rounded, margin) ? up : -1;
  }

  private int highest(double rounded, double below) {
    for (int i = 0; i < tiers.size() - 1; i++) {
      if (rounded >= tiers.get(i).from() - below) {
        return i;
      }
    }
    return tiers.size() - 1;
  }

  private int indexOf(String name) {
    for (int i = 0; i < tiers.size(); i++) {
      if (tiers.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static int firstAfter(long[] jumps, long at) {
    int found = Arrays.binarySearch(jumps, at);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
