package dev.leadlight.routing.assignment;

import dev.leadlight.routing.assignment.Decision.Ground;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn is it? Everybody who is free when a lead comes is entitled to a share of it, by
 * weight; the lead goes to one of those who have had less than their shares add up to. What
 * somebody is owed does not grow while it is away, so nobody is flooded on return and nobody pays
 * for a vacation.
 *
 * <p>Among those who are behind, the lead goes to the one whose next whole lead falls due first:
 * the one for whom <i>(1 − owed) / share</i>, the number of leads until it is owed a whole one
 * more, is smallest. This is the quota method of apportionment (Balinski and Young 1975), by which
 * nobody is ever a whole lead away from its share while the same people are free. The familiar
 * rule, the smallest <i>assigned / weight</i>, gives a heavy rep's leads late in each round: with
 * one rep of weight 10 among 49 of weight 1, it is more than seven leads behind at times.
 */
public final class Rotation {

  /**
   * Decides on a lead. Its shares are dealt out with the first decision on it; when it is taken
   * from somebody, who gets credit, the next one gets it without new shares.
   *
   * @param standings by rep; somebody without one is new
   * @param before whose lead it was, if it was anybody's
   * @param hadIt who is not to get it again
   */
  public static Decision decide(
      List<Rep> reps,
      Map<String, Standing> standings,
      Requirement requirement,
      @Nullable String before,
      Set<String> hadIt,
      Instant now) {
    Round round = Round.of(reps, standings, requirement, hadIt, now);
    Optional<Rep> keeper =
        reps.stream()
            .filter(rep -> rep.id().equals(before))
            .filter(rep -> keeps(rep, round.standing(rep), requirement, hadIt, now))
            .findFirst();
    if (keeper.isPresent()) {
      return round.with(keeper.get()).given(keeper.get(), Ground.STAYS, now);
    }
    return round.next().map(rep -> round.given(rep, Ground.TURN, now)).orElseGet(round::nobody);
  }

  /** A lead given to somebody by hand, which counts as any other. */
  public static Decision byHand(
      List<Rep> reps,
      Map<String, Standing> standings,
      Requirement requirement,
      Set<String> hadIt,
      Rep chosen,
      Instant now) {
    return Round.of(reps, standings, requirement, hadIt, now)
        .with(chosen)
        .given(chosen, Ground.BY_HAND, now);
  }

  /** Whether anybody at all could ever get such a lead. */
  public static boolean isServed(List<Rep> reps, Requirement requirement) {
    return reps.stream().anyMatch(rep -> rep.serves(requirement));
  }

  /** A lead stays with its rep through nights and a full day, but not through an absence. */
  private static boolean keeps(
      Rep rep, Standing standing, Requirement requirement, Set<String> hadIt, Instant now) {
    return rep.serves(requirement)
        && Skip.ofAbsence(rep, standing, now).isEmpty()
        && !hadIt.contains(rep.id());
  }

  private Rotation() {}
}
