package dev.leadlight.scoring.backtest;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Moments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds evidence that was written down in hindsight: dated before an outcome, told after it. A CRM
 * that marks buyers as "interested since Monday" on the day they buy makes a rule look like a
 * prophet. It matters only where things are dated by when they occurred.
 *
 * <p>Lateness alone is no proof, an import tells everything late. So a rule is suspected if most of
 * its evidence before outcomes was told after them while most of the other evidence was not.
 */
public final class Hindsight {

  private static final long LATE_MILLIS = 60_000;
  private static final int MOST_NOTES = 500_000;
  private static final int LEAST = 5;
  private static final double MOSTLY = 0.5;
  private static final double SELDOM = 0.25;

  private final long horizonMillis;
  private final long outcomeKey;
  private final Map<String, List<Note>> notes = new HashMap<>();
  private final Map<Long, Count> counts = new HashMap<>();

  /** By evidence key: those under which the same late events are kept as well. */
  private final Map<Long, Set<Long>> together = new HashMap<>();

  private int size;
  private long late;

  private record Note(long key, long occurredAt, long receivedAt) {}

  private static final class Count {
    private int told;
    private int inHindsight;
  }

  /** For outcomes that count within this horizon. */
  public Hindsight(Backtest backtest) {
    this.horizonMillis = backtest.horizon().toMillis();
    this.outcomeKey = backtest.outcomeKey().value();
  }

  /** Whether an event was told noticeably later than it happened. */
  public static boolean isLate(long occurredAt, long receivedAt) {
    return receivedAt - occurredAt > LATE_MILLIS;
  }

  /** Notes a late event. Of very many the first ones stand for all. */
  public void note(Identity origin, List<Long> keys, long occurredAt, long receivedAt) {
    late++;
    for (long key : keys) {
      together.computeIfAbsent(key, k -> new HashSet<>()).addAll(keys);
      if (size < MOST_NOTES) {
        size++;
        notes
            .computeIfAbsent(origin.label(), o -> new ArrayList<>())
            .add(new Note(key, occurredAt, receivedAt));
      }
    }
  }

  /** How many events were late. */
  public long late() {
    return late;
  }

  /** Counts a lead's evidence against its outcomes. Once a lead, after all events. */
  public synchronized void count(Map<String, Evidence> evidence, Moments outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    evidence.forEach(
        (origin, each) -> {
          each.exact().forEach((key, moments) -> countTold(key, moments, outcomes));
          notes.getOrDefault(origin, List.of()).forEach(note -> countLate(note, outcomes));
        });
  }

  private void countTold(long key, Moments moments, Moments outcomes) {
    for (long time : moments.times()) {
      if (key != outcomeKey && outcomeAfter(time, outcomes) != Long.MAX_VALUE) {
        count(key).told++;
      }
    }
  }

  private void countLate(Note note, Moments outcomes) {
    long outcome = outcomeAfter(note.occurredAt(), outcomes);
    if (note.key() != outcomeKey && outcome != Long.MAX_VALUE && outcome < note.receivedAt()) {
      count(note.key()).inHindsight++;
    }
  }

  private Count count(long key) {
    return counts.computeIfAbsent(key, k -> new Count());
  }

  /** The first outcome at this time or within the horizon after it. */
  private long outcomeAfter(long time, Moments outcomes) {
    for (long each : outcomes.times()) {
      if (each >= time) {
        return each - time <= horizonMillis ? each : Long.MAX_VALUE;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Where the rules of a card's document live on hindsight; empty if they don't. */
  public List<Place> places(Scorecard card, String pointer) {
    Set<Long> suspects = new HashSet<>();
    for (Map.Entry<Long, Count> each : counts.entrySet()) {
      Count own = each.getValue();
      if (own.inHindsight >= LEAST
          && share(own.inHindsight, own.told) >= MOSTLY
          && isOtherwiseTimely(each.getKey())) {
        suspects.add(each.getKey());
      }
    }
    return Leaks.at(
        card,
        suspects,
        pointer,
        "lives on evidence that is dated before an outcome but was told only after it");
  }

  /** Whether most other evidence before outcomes was there in time. */
  private boolean isOtherwiseTimely(long key) {
    int told = 0;
    int inHindsight = 0;
    for (Map.Entry<Long, Count> other : counts.entrySet()) {
      if (!together.getOrDefault(key, Set.of()).contains(other.getKey())) {
        told += other.getValue().told;
        inHindsight += other.getValue().inHindsight;
      }
    }
    return told > 0 && share(inHindsight, told) < SELDOM;
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : Math.min(1, (double) part / whole);
  }
}
