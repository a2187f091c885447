package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Acknowledgement;
import dev.leadlight.routing.assignment.Acknowledgement.Returned;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.AssignmentState;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.shell.LockedRoster.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reps who say that they are on a lead, and outcomes that say so for them.
 *
 * <p>Each call is told {@code by} what it came: {@code api}, {@code email}, {@code slack} or {@code
 * outcome}.
 */
@ApplicationScoped
public class AcknowledgementWorkflow {

  private final LockedRoster rosters;
  private final AssignmentStore store;
  private final HandoverWorkflow handovers;
  private final AssignmentMetrics metrics;

  AcknowledgementWorkflow(
      LockedRoster rosters,
      AssignmentStore store,
      HandoverWorkflow handovers,
      AssignmentMetrics metrics) {
    this.rosters = rosters;
    this.store = store;
    this.handovers = handovers;
    this.metrics = metrics;
  }

  /** Acknowledges an assignment; doing so again changes nothing. */
  Uni<Void> acknowledge(String id, String by) {
    return rosters.inTurn(
        turn ->
            store
                .open(turn.connection(), id)
                .map(HandoverWorkflow::present)
                .chain(open -> confirm(turn, open, by)));
  }

  /**
   * Acknowledges a lead for its rep. Who had it and is late has it again, if it waits for somebody.
   *
   * @param rep null for whoever has it
   * @return whose the lead is afterwards; empty if it is nobody's
   */
  public Uni<Optional<Rep>> acknowledge(String leadId, @Nullable String rep, String by) {
    return rosters.inTurn(
        turn ->
            store
                .latest(turn.connection(), leadId)
                .map(latest -> Acknowledgement.of(latest, rep, turn.roster()))
                .chain(decided -> carryOut(turn, decided, by)));
  }

  /**
   * Acknowledges a lead for whoever has it, because of what somebody said of it. What began after
   * that stays as it is.
   */
  public Uni<Void> acknowledgeFor(String leadId, Instant saidAt, String by) {
    return rosters
        .inTurn(
            turn ->
                meant(turn, leadId, saidAt)
                    .map(meant -> Acknowledgement.of(meant, null, turn.roster()))
                    .chain(decided -> carryOut(turn, decided, by)))
        .replaceWithVoid();
  }

  /**
   * Makes a lead somebody's who wants it, and acknowledges it. What another is at stays with the
   * other.
   *
   * @return whose the lead is afterwards; empty if there is nothing to take
   */
  public Uni<Optional<Rep>> take(String leadId, String rep, String by) {
    return rosters
        .inTurn(
            turn ->
                store
                    .latest(turn.connection(), leadId)
                    .map(latest -> latest.filter(found -> found.isFreeFor(rep)))
                    .chain(free -> take(turn, free, turn.roster().active(rep))))
        .chain(() -> acknowledge(leadId, rep, by));
  }

  /**
   * There is an outcome: what is open of the lead counts as acknowledged, and ends. What began
   * after the outcome stays as it is.
   */
  public Uni<Void> conclude(String leadId, Instant saidAt, String by) {
    return rosters.inTurn(
        turn ->
            meant(turn, leadId, saidAt)
                .map(meant -> meant.filter(found -> found.state().isOpen()))
                .chain(open -> conclude(turn, open, by)));
  }

  private Uni<Optional<Assignment>> meant(Turn turn, String leadId, Instant saidAt) {
    return store
        .latest(turn.connection(), leadId)
        .map(latest -> latest.filter(found -> found.isMeantBy(saidAt)));
  }

  private Uni<Optional<Rep>> carryOut(Turn turn, Acknowledgement decided, String by) {
    return decided.fold(
        confirmed -> confirm(turn, confirmed.held(), by).replaceWith(confirmed.holder()),
        returned -> giveBack(turn, returned, by).replaceWith(Optional.of(returned.late())),
        unchanged -> Uni.createFrom().item(unchanged.holder()));
  }

  /** Whoever answers is there: it takes part in the rotation again. */
  private Uni<Void> confirm(Turn turn, Assignment held, String by) {
    String rep = held.rep();
    return store
        .acknowledge(turn.connection(), held.id(), by, turn.now())
        .invoke(inTime -> inTime.ifPresent(known -> metrics.acknowledged(known, by)))
        .chain(
            () ->
                rep != null && turn.roster().isParked(rep)
                    ? rosters.save(turn, turn.roster().returning(rep))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> giveBack(Turn turn, Returned returned, String by) {
    return handovers
        .hand(turn, returned.waiting(), returned.late())
        .call(after -> rosters.save(turn, after))
        .chain(after -> confirmAgain(turn.with(after), returned.waiting().id(), by));
  }

  private Uni<Void> confirmAgain(Turn turn, String id, String by) {
    return store
        .open(turn.connection(), id)
        .map(HandoverWorkflow::present)
        .chain(held -> confirm(turn, held, by));
  }

  private Uni<Void> take(Turn turn, Optional<Assignment> free, Optional<Rep> rep) {
    return free.isEmpty() || rep.isEmpty()
        ? Uni.createFrom().voidItem()
        : handovers.hand(turn, free.get(), rep.get()).chain(after -> rosters.save(turn, after));
  }

  private Uni<Void> conclude(Turn turn, Optional<Assignment> open, String by) {
    return open.isEmpty()
        ? Uni.createFrom().voidItem()
        : confirm(turn, open.get(), by)
            .chain(
                () ->
                    store.end(
                        turn.connection(),
                        open.get().id(),
                        AssignmentState.CLOSED,
                        EndReason.CONCLUDED,
                        turn.now()));
  }
}
