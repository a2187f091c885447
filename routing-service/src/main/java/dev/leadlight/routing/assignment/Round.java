package dev.leadlight.routing.assignment;

import dev.leadlight.routing.assignment.Decision.Ground;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One lead's round: who is free, and what everybody is owed with this lead's shares dealt out.
 *
 * @param reps in the order of their ids
 * @param skipped why each of those who are not free is not
 * @param before standings without this lead
 * @param dealt whether this lead's shares are to be dealt out
 * @param weights of all who are free, together
 */
record Round(
    List<Rep> reps,
    Map<String, Skip> skipped,
    Map<String, Standing> before,
    boolean dealt,
    int weights) {

  /** Rounding of shares must not decide whose turn it is. */
  private static final double NOTHING = 1e-9;

  static Round of(
      List<Rep> reps,
      Map<String, Standing> standings,
      Requirement requirement,
      Set<String> hadIt,
      Instant now) {
    Map<String, Skip> skipped = new HashMap<>();
    for (Rep rep : reps) {
      Standing standing = standings.getOrDefault(rep.id(), Standing.NEW);
      Skip.of(rep, standing, requirement, hadIt, now)
          .ifPresent(reason -> skipped.put(rep.id(), reason));
    }
    List<Rep> ordered = reps.stream().sorted(Comparator.comparing(Rep::id)).toList();
    return new Round(ordered, skipped, standings, hadIt.isEmpty(), weights(ordered, skipped));
  }

  /** The same with somebody taking part who is not free. */
  Round with(Rep rep) {
    Map<String, Skip> others = new HashMap<>(skipped);
    others.remove(rep.id());
    return new Round(reps, others, before, dealt, weights(reps, others));
  }

  /** Whose turn it is; empty if nobody is free. */
  Optional<Rep> next() {
    Comparator<Rep> order = Comparator.comparingDouble(this::leadsUntilDue);
    Comparator<Rep> decided = order.thenComparing(Rep::id);
    return free().filter(rep -> owed(rep) > NOTHING).min(decided).or(() -> free().min(decided));
  }

  Decision given(Rep chosen, Ground ground, Instant now) {
    Map<String, Standing> after = new HashMap<>();
    free().forEach(rep -> after.put(rep.id(), dealt(rep)));
    after.put(chosen.id(), dealt(chosen).taking(chosen.hours().dayOf(now)));
    return new Decision(ground, chosen.id(), candidates(chosen.id()), after);
  }

  Decision nobody() {
    return new Decision(Ground.NOBODY_FREE, null, candidates(""), Map.of());
  }

  Standing standing(Rep rep) {
    return before.getOrDefault(rep.id(), Standing.NEW);
  }

  private Stream<Rep> free() {
    return reps.stream().filter(rep -> !skipped.containsKey(rep.id()));
  }

  private double share(Rep rep) {
    return skipped.containsKey(rep.id()) ? 0 : (double) rep.weight() / weights;
  }

  private static int weights(List<Rep> reps, Map<String, Skip> skipped) {
    return reps.stream().filter(rep -> !skipped.containsKey(rep.id())).mapToInt(Rep::weight).sum();
  }

  private Standing dealt(Rep rep) {
    return dealt ? standing(rep).entitledTo(share(rep)) : standing(rep);
  }

  private double owed(Rep rep) {
    return dealt(rep).owed();
  }

  private double leadsUntilDue(Rep rep) {
    return Math.rint((1 - owed(rep)) / share(rep) / NOTHING) * NOTHING;
  }

  private List<Candidate> candidates(String chosen) {
    return reps.stream()
        .map(
            rep ->
                new Candidate(
                    rep.id(),
                    rep.id().equals(chosen) ? null : skipped.getOrDefault(rep.id(), Skip.NOT_NEXT),
                    owed(rep)))
        .toList();
  }
}
