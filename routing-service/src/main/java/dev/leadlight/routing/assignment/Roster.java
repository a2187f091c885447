package dev.leadlight.routing.assignment;

import dev.leadlight.routing.assignment.Decision.Ground;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All reps and how they stand, as one decision after the other sees them.
 *
 * @param version of the reps; grows with each change of one
 */
public record Roster(long version, List<Rep> reps, Map<String, Standing> standings) {

  public Roster {
    reps = List.copyOf(reps);
    standings = Map.copyOf(standings);
  }

  /** A rep who has not left. */
  public Optional<Rep> active(String id) {
    return reps.stream().filter(rep -> rep.active() && rep.id().equals(id)).findFirst();
  }

  /** A rep who has not left, by the user id at Slack. */
  public Optional<Rep> activeAtSlack(String user) {
    return reps.stream().filter(rep -> rep.active() && user.equals(rep.slackUser())).findFirst();
  }

  /**
   * Gives a lead that was nobody's yet to one rep.
   *
   * @param chosen null lets the rotation choose
   */
  public Decision give(Assignment lead, @Nullable Rep chosen, Instant now) {
    return chosen == null ? decide(lead, null, now) : byHand(lead, chosen, now);
  }

  /**
   * Decides on a lead by rotation.
   *
   * @param before whose it was earlier
   */
  public Decision decide(Assignment lead, @Nullable String before, Instant now) {
    return Rotation.decide(
        reps, standings, lead.requirement(), before, stillBarred(lead, now), now);
  }

  private Decision byHand(Assignment lead, Rep chosen, Instant now) {
    return Rotation.byHand(reps, standings, lead.requirement(), lead.hadIt(), chosen, now);
  }

  /**
   * When everybody who serves such leads has had it, all of them may get it again. Whoever is away
   * for more than a night is not waited for.
   */
  private Set<String> stillBarred(Assignment lead, Instant now) {
    boolean anybodyLeft =
        reps.stream()
            .filter(rep -> rep.serves(lead.requirement()) && !lead.hadIt().contains(rep.id()))
            .anyMatch(
                rep ->
                    Skip.ofAbsence(rep, standings.getOrDefault(rep.id(), Standing.NEW), now)
                        .isEmpty());
    return anybodyLeft ? lead.hadIt() : Set.of();
  }

  /** With the standings that a decision leaves behind. */
  public Roster after(Decision decision) {
    return with(decision.standings());
  }

  /** After a lead was taken from a rep. */
  public Roster after(EndReason reason, String rep, Instant now) {
    Standing standing = standings.getOrDefault(rep, Standing.NEW);
    Optional<Rep> known = reps.stream().filter(each -> each.id().equals(rep)).findFirst();
    if (reason.givesCredit() && known.isPresent()) {
      standing = standing.credited(known.get().hours().dayOf(now));
    }
    return with(Map.of(rep, reason == EndReason.SILENT ? standing.parking() : standing));
  }

  /** With somebody back in the rotation. */
  public Roster returning(String rep) {
    return with(Map.of(rep, standings.getOrDefault(rep, Standing.NEW).returning()));
  }

  public boolean isParked(String rep) {
    return standings.getOrDefault(rep, Standing.NEW).parked();
  }

  /** Whether there is somebody who could ever get such a lead. */
  public boolean isServed(Requirement requirement) {
    return Rotation.isServed(reps, requirement);
  }

  /** Whether a decision gives the lead to somebody. */
  public static boolean isGiven(Decision decision) {
    return decision.ground() != Ground.NOBODY_FREE;
  }

  private Roster with(Map<String, Standing> changed) {
    Map<String, Standing> all = new HashMap<>(standings);
    all.putAll(changed);
    return new Roster(version, reps, all);
  }
}
