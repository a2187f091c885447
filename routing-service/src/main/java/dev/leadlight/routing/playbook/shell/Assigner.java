package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.playbook.Action;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * Finds a rep for a lead, within the transaction that plans the tier change: either the change, its
 * deliveries and the decision are all stored, or none of them. Implemented by a bean of the feature
 * that knows the reps; without one, actions with verb {@code assign} are planned as nothing.
 */
public interface Assigner {

  /**
   * Decides and stores. It is asked once for a change and action, never for leads in the hold-out,
   * and before the change's deliveries are written. A failure rolls everything back, and the change
   * is taken again.
   *
   * @param connection to PostgreSQL, in the planning transaction
   */
  Uni<Void> assign(SqlConnection connection, TierChange change, Action action, Instant now);
}
