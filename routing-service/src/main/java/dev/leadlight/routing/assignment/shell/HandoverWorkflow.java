package dev.leadlight.routing.assignment.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Roster;
import dev.leadlight.routing.assignment.shell.LockedRoster.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leads that change hands because people say so. */
@ApplicationScoped
class HandoverWorkflow {

  private final LockedRoster rosters;
  private final AssignmentStore store;
  private final Desk desk;

  HandoverWorkflow(LockedRoster rosters, AssignmentStore store, Desk desk) {
    this.rosters = rosters;
    this.store = store;
    this.desk = desk;
  }

  /**
   * Gives a lead to another.
   *
   * @param rep null lets the rotation choose
   */
  Uni<Void> reassign(String id, @Nullable String rep) {
    return rosters.inTurn(
        turn ->
            store
                .open(turn.connection(), id)
                .map(HandoverWorkflow::present)
                .chain(open -> hand(turn, open, chosen(turn.roster(), rep)))
                .chain(after -> rosters.save(turn, after)));
  }

  /** The rep gives a lead back, and the next one gets it. */
  Uni<Void> handBack(String id) {
    return rosters.inTurn(
        turn ->
            store
                .open(turn.connection(), id)
                .map(HandoverWorkflow::present)
                .invoke(HandoverWorkflow::requireHeld)
                .chain(
                    held ->
                        desk.passOn(
                            turn.connection(),
                            turn.roster(),
                            held,
                            EndReason.HANDED_BACK,
                            null,
                            turn.now()))
                .chain(after -> rosters.save(turn, after)));
  }

  /**
   * Hands over what is open, whether somebody has it or it waits; the roster is not saved.
   *
   * @param chosen null lets the rotation choose
   */
  Uni<Roster> hand(Turn turn, Assignment open, @Nullable Rep chosen) {
    return open.state().isHeld()
        ? desk.passOn(
            turn.connection(), turn.roster(), open, EndReason.REASSIGNED, chosen, turn.now())
        : desk.give(
            turn.connection(),
            turn.roster(),
            open,
            turn.roster().give(open, chosen, turn.now()),
            turn.now());
  }

  private static @Nullable Rep chosen(Roster roster, @Nullable String rep) {
    if (rep == null) {
      return null;
    }
    return roster
        .active(rep)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "There is no such rep.",
                    List.of(Place.at("/rep", "id of a rep who has not left"))));
  }

  static Assignment present(Optional<Assignment> open) {
    return open.orElseThrow(
        () ->
            new ProblemException(ProblemType.CONFLICT, "This assignment has ended, or never was."));
  }

  private static void requireHeld(Assignment open) {
    if (!open.state().isHeld()) {
      throw new ProblemException(ProblemType.CONFLICT, "Nobody has this lead: it waits.");
    }
  }
}
