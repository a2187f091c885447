package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.PlannedDelivery;
import java.util.List;

/**
 * What a tier change asks for.
 *
 * @param assignments to be decided before anything is sent
 * @param deliveries in their order; what must not be sent is among them, with its reason
 */
public record Plan(List<Action> assignments, List<PlannedDelivery> deliveries) {

  public Plan {
    assignments = List.copyOf(assignments);
    deliveries = List.copyOf(deliveries);
  }
}
