package dev.leadlight.routing.assignment.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.AssignmentState;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Roster;
import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do with leads: acknowledge them, give them to others, give them back. */
@ApplicationScoped
public class AssignmentWorkflow {

  private final Pool pool;
  private final RosterStore rosters;
  private final AssignmentStore store;
  private final Desk desk;
  private final AssignmentMetrics metrics;
  private final Links links;
  private final Clock clock;

  AssignmentWorkflow(
      Pool pool,
      RosterStore rosters,
      AssignmentStore store,
      Desk desk,
      AssignmentMetrics metrics,
      Links links,
      Clock clock) {
    this.pool = pool;
    this.rosters = rosters;
    this.store = store;
    this.desk = desk;
    this.metrics = metrics;
    this.links = links;
    this.clock = clock;
  }

  /** Who that is at Slack. */
  public Uni<Optional<Rep>> repOfSlack(String user) {
    return rosters
        .read()
        .map(
            roster ->
                roster.reps().stream()
                    .filter(rep -> rep.active() && user.equals(rep.slackUser()))
                    .findFirst());
  }

  /** Acknowledges an assignment; doing so again changes nothing. */
  Uni<Void> acknowledge(String id, String by) {
    return locked(
        (connection, roster, now) ->
            store
                .open(connection, id)
                .map(AssignmentWorkflow::present)
                .chain(open -> acknowledge(connection, roster, open, by, now)));
  }

  /**
   * Acknowledges a lead for its rep. Who had it and is late has it again, if it waits for somebody.
   *
   * @param rep null for whoever has it
   * @return whose the lead is afterwards; empty if it is nobody's
   */
  public Uni<Optional<Rep>> acknowledge(String leadId, @Nullable String rep, String by) {
    return locked(
        (connection, roster, now) ->
            store
                .latest(connection, leadId)
                .chain(latest -> acknowledgeFor(connection, roster, latest, rep, by, now)));
  }

  /**
   * Acknowledges a lead for whoever has it, because of what somebody said of it. What began after
   * that stays as it is.
   */
  public Uni<Void> acknowledgeFor(String leadId, Instant saidAt, String by) {
    return locked(
            (connection, roster, now) ->
                store
                    .latest(connection, leadId)
                    .map(latest -> latest.filter(found -> found.isMeantBy(saidAt)))
                    .chain(meant -> acknowledgeFor(connection, roster, meant, null, by, now)))
        .replaceWithVoid();
  }

  /**
   * Makes a lead somebody's who wants it, and acknowledges it. What another is at stays with the
   * other.
   *
   * @return whose the lead is afterwards; empty if there is nothing to take
   */
  public Uni<Optional<Rep>> take(String leadId, String rep, String by) {
    return locked(
            (connection, roster, now) ->
                store
                    .latest(connection, leadId)
                    .chain(latest -> take(connection, roster, latest, rep, now)))
        .chain(taken -> acknowledge(leadId, rep, by));
  }

  /**
   * The lead that somebody means who may know it by another id: the key of one of its identities,
   * or the id of a lead that has become one with it. One round trip; three if nothing is open under
   * the id itself.
   *
   * @return the id itself if nothing is open of any such lead
   */
  public Uni<String> leadKnownAs(String id) {
    return store
        .leadUnder(id, List.of())
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : store.latestChange(id).chain(change -> leadOfOld(id, change)))
        .map(found -> found.orElse(id));
  }

  /** What the lead was called before it took another one in is a key of its identities. */
  private Uni<Optional<String>> leadOfOld(String id, Optional<String> latestChange) {
    List<String> before =
        latestChange.map(AssignmentRows::identities).map(links::hidden).orElse(List.of());
    return before.isEmpty() ? Uni.createFrom().item(Optional.empty()) : store.leadUnder(id, before);
  }

  /**
   * There is an outcome: what is open of the lead counts as acknowledged, and ends. What began
   * after the outcome stays as it is.
   */
  public Uni<Void> conclude(String leadId, Instant saidAt, String by) {
    return locked(
        (connection, roster, now) ->
            store
                .latest(connection, leadId)
                .map(latest -> latest.filter(found -> found.isMeantBy(saidAt)))
                .chain(meant -> conclude(connection, roster, meant, by, now)));
  }

  /**
   * Gives a lead to another.
   *
   * @param rep null lets the rotation choose
   */
  Uni<Void> reassign(String id, @Nullable String rep) {
    return locked(
        (connection, roster, now) ->
            store
                .open(connection, id)
                .map(AssignmentWorkflow::present)
                .chain(open -> reassign(connection, roster, open, chosen(roster, rep), now))
                .chain(after -> rosters.save(connection, after)));
  }

  /** The rep gives a lead back, and the next one gets it. */
  Uni<Void> handBack(String id) {
    return locked(
        (connection, roster, now) ->
            store
                .open(connection, id)
                .map(AssignmentWorkflow::present)
                .invoke(AssignmentWorkflow::requireHeld)
                .chain(
                    held -> desk.passOn(connection, roster, held, EndReason.HANDED_BACK, null, now))
                .chain(after -> rosters.save(connection, after)));
  }

  private interface Step<T> {
    Uni<T> run(SqlConnection connection, Roster roster, Instant now);
  }

  private <T> Uni<T> locked(Step<T> step) {
    Instant now = clock.instant();
    return pool.withTransaction(
        connection -> rosters.lock(connection).chain(roster -> step.run(connection, roster, now)));
  }

  /** Whoever answers is there: it takes part in the rotation again. */
  private Uni<Void> acknowledge(
      SqlConnection connection, Roster roster, Assignment open, String by, Instant now) {
    String rep = open.rep();
    return store
        .acknowledge(connection, open.id(), by, now)
        .invoke(inTime -> inTime.ifPresent(known -> metrics.acknowledged(known, by)))
        .chain(
            done ->
                rep != null && roster.isParked(rep)
                    ? rosters.save(connection, roster.returning(rep))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Optional<Rep>> acknowledgeFor(
      SqlConnection connection,
      Roster roster,
      Optional<Assignment> latest,
      @Nullable String rep,
      String by,
      Instant now) {
    Optional<Rep> late =
        latest
            .filter(found -> found.state() == AssignmentState.WAITING)
            .filter(found -> rep != null && found.hadIt().contains(rep))
            .flatMap(found -> roster.active(String.valueOf(rep)));
    if (latest.isPresent() && late.isPresent()) {
      return giveBack(connection, roster, latest.get(), late.get(), by, now).replaceWith(late);
    }
    Optional<Assignment> held = latest.filter(found -> found.state().isHeld());
    Optional<Rep> holder = held.map(Assignment::rep).flatMap(roster::active);
    return held.isPresent() && (rep == null || rep.equals(held.get().rep()))
        ? acknowledge(connection, roster, held.get(), by, now).replaceWith(holder)
        : Uni.createFrom().item(holder);
  }

  private Uni<Void> giveBack(
      SqlConnection connection,
      Roster roster,
      Assignment waiting,
      Rep late,
      String by,
      Instant now) {
    return reassign(connection, roster, waiting, late, now)
        .call(after -> rosters.save(connection, after))
        .chain(
            after ->
                store
                    .open(connection, waiting.id())
                    .map(AssignmentWorkflow::present)
                    .chain(held -> acknowledge(connection, after, held, by, now)));
  }

  private Uni<Void> take(
      SqlConnection connection,
      Roster roster,
      Optional<Assignment> latest,
      String rep,
      Instant now) {
    Optional<Assignment> free =
        latest.filter(
            found ->
                found.state().isOpen()
                    && found.state() != AssignmentState.ACKNOWLEDGED
                    && !rep.equals(found.rep()));
    return free.isEmpty() || roster.active(rep).isEmpty()
        ? Uni.createFrom().voidItem()
        : reassign(connection, roster, free.get(), roster.active(rep).get(), now)
            .chain(after -> rosters.save(connection, after));
  }

  private Uni<Roster> reassign(
      SqlConnection connection, Roster roster, Assignment open, @Nullable Rep chosen, Instant now) {
    if (open.state().isHeld()) {
      return desk.passOn(connection, roster, open, EndReason.REASSIGNED, chosen, now);
    }
    return desk.give(
        connection,
        roster,
        open,
        chosen == null ? roster.decide(open, null, now) : roster.byHand(open, chosen, now),
        now);
  }

  private Uni<Void> conclude(
      SqlConnection connection,
      Roster roster,
      Optional<Assignment> latest,
      String by,
      Instant now) {
    Optional<Assignment> open = latest.filter(found -> found.state().isOpen());
    return open.isEmpty()
        ? Uni.createFrom().voidItem()
        : acknowledge(connection, roster, open.get(), by, now)
            .chain(
                () ->
                    store.end(
                        connection,
                        open.get().id(),
                        AssignmentState.CLOSED,
                        EndReason.CONCLUDED,
                        now));
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

  private static Assignment present(Optional<Assignment> open) {
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
