package dev.leadlight.routing.assignment.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.assignment.Asked;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.AssignmentState;
import dev.leadlight.routing.assignment.Roster;
import dev.leadlight.routing.link.shell.Links;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.shell.Assigner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a rep for a lead while its tier change is planned: lock the rotation, look what the lead
 * has, write the decision and how the reps stand. Four round trips, one more after a rep was
 * changed. Where there never was a rep, nothing is assigned.
 */
@ApplicationScoped
class LeadAssigner implements Assigner {

  private final RosterStore rosters;
  private final AssignmentStore store;
  private final Desk desk;
  private final Links links;
  private final AssignmentConfig config;

  LeadAssigner(
      RosterStore rosters, AssignmentStore store, Desk desk, Links links, AssignmentConfig config) {
    this.rosters = rosters;
    this.store = store;
    this.desk = desk;
    this.links = links;
    this.config = config;
  }

  @Override
  public Uni<Void> assign(SqlConnection connection, TierChange change, Action action, Instant now) {
    Asked asked = Asked.of(action.with(), change, config.respondWithin());
    return asked.release()
        ? store.release(connection, change.leadId().value(), now)
        : rosters
            .lock(connection)
            .chain(roster -> assign(connection, roster, lead(change, action, asked, now), now));
  }

  private Uni<Void> assign(SqlConnection connection, Roster roster, Assignment lead, Instant now) {
    if (roster.reps().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return store
        .latest(connection, lead.leadId())
        .chain(latest -> decide(connection, roster, lead, latest, now));
  }

  private Uni<Void> decide(
      SqlConnection connection,
      Roster roster,
      Assignment lead,
      Optional<Assignment> latest,
      Instant now) {
    if (latest.isPresent() && latest.get().state().isOpen()) {
      return store.raise(connection, latest.get().id(), lead);
    }
    @Nullable String before = latest.map(Assignment::rep).orElse(null);
    return desk.open(connection, roster, lead, roster.decide(lead, before, now), now)
        .chain(after -> rosters.save(connection, after));
  }

  private Assignment lead(TierChange change, Action action, Asked asked, Instant now) {
    return new Assignment(
        Assignment.idOf(change.id(), action.name()),
        change.leadId().value(),
        change.id(),
        action.name(),
        AssignmentState.WAITING,
        null,
        change.score(),
        Assignment.worth(change.value()),
        links.hidden(change.identities()),
        asked.requirement(),
        asked.respondWithin(),
        Set.of(),
        now);
  }
}
