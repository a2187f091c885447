package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.AssignmentState;
import dev.leadlight.routing.assignment.Decision;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Roster;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The steps that all who give leads away have in common. Each takes the roster as it is and answers
 * it as it becomes; whoever began saves it once at the end.
 */
@ApplicationScoped
class Desk {

  private final AssignmentStore store;
  private final OutboxStore outbox;
  private final AssignmentMetrics metrics;

  Desk(AssignmentStore store, OutboxStore outbox, AssignmentMetrics metrics) {
    this.store = store;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  /** Opens an assignment that is decided. */
  Uni<Roster> open(
      SqlConnection connection, Roster roster, Assignment lead, Decision decision, Instant now) {
    metrics.decided(decision.ground());
    return store
        .insert(connection, lead, decision, deadline(roster, lead, decision, now), now)
        .replaceWith(roster.after(decision));
  }

  /** Gives away a lead that waits, if somebody is free, and tells everybody who has to know. */
  Uni<Roster> give(
      SqlConnection connection, Roster roster, Assignment lead, Decision decision, Instant now) {
    if (!Roster.isGiven(decision)) {
      return Uni.createFrom().item(roster);
    }
    metrics.decided(decision.ground());
    return store
        .give(connection, lead, decision, deadline(roster, lead, decision, now), now)
        .chain(() -> outbox.repeat(connection, lead.tierChangeId(), tag(lead, decision), now))
        .replaceWith(roster.after(decision));
  }

  /**
   * Takes a lead from its rep and gives it to another, or lets it wait for one.
   *
   * @param chosen null lets the rotation choose
   */
  Uni<Roster> passOn(
      SqlConnection connection,
      Roster roster,
      Assignment held,
      EndReason reason,
      @Nullable Rep chosen,
      Instant now) {
    Roster without = held.rep() == null ? roster : roster.after(reason, held.rep(), now);
    Assignment next = held.following(now);
    Decision decision = without.give(next, chosen, now);
    return store
        .end(connection, held.id(), AssignmentState.PASSED_ON, reason, now)
        .chain(() -> open(connection, without, next, decision, now))
        .call(
            () ->
                Roster.isGiven(decision)
                    ? outbox.repeat(connection, held.tierChangeId(), tag(next, decision), now)
                    : Uni.createFrom().voidItem());
  }

  private static String tag(Assignment lead, Decision decision) {
    return lead.id() + ":" + decision.rep();
  }

  private static @Nullable Instant deadline(
      Roster roster, Assignment lead, Decision decision, Instant now) {
    return roster.reps().stream()
        .filter(rep -> rep.id().equals(decision.rep()))
        .findFirst()
        .flatMap(rep -> rep.hours().plus(now, lead.respondWithin()))
        .orElse(null);
  }
}
