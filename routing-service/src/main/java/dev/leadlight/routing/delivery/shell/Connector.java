package dev.leadlight.routing.delivery.shell;

import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import io.smallrye.mutiny.Uni;

/** A way to tell one destination. Each bean of this type is one destination. */
public interface Connector {

  /** Its name in playbooks, rows and metrics. */
  String destination();

  /** Whether the operator has set it up; if not, nothing is planned for it. */
  boolean isConfigured();

  /**
   * Makes one attempt, within the configured time. What the destination or the network does wrong
   * is an answer; a failure is a fault of ours.
   */
  Uni<Answer> send(Delivery delivery);
}
