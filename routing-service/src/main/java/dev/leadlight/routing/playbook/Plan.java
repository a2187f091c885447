package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.PlannedDelivery;
import java.util.List;
import java.util.Objects;

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

  /** What several playbooks ask for together. */
  static Plan of(List<Consideration> considerations) {
    List<Decision> decisions =
        considerations.stream().flatMap(each -> each.decisions().stream()).toList();
    return new Plan(
        decisions.stream()
            .filter(decision -> decision.kind() == Decision.Kind.ASSIGN)
            .map(Decision::action)
            .toList(),
        decisions.stream().map(Decision::delivery).filter(Objects::nonNull).toList());
  }
}
