package dev.leadlight.routing.playbook;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What planning has to know beside the tier change.
 *
 * @param destinations those that are set up, by id
 * @param assigns whether anybody is there who assigns reps
 * @param zone of leads that told none
 */
public record Surroundings(Map<String, Endpoint> destinations, boolean assigns, ZoneId zone) {

  public Surroundings {
    destinations = Map.copyOf(destinations);
  }

  /** Whether what an action asks for can be done at all. */
  public boolean canDo(Action action) {
    return action.to() == null ? assigns : parameters(action).isPresent();
  }

  /** An action's parameters as its destination understands them; empty if it can't be done. */
  Optional<Map<String, String>> parameters(Action action) {
    return endpoint(action).flatMap(endpoint -> endpoint.parameters(action));
  }

  /** Where an action goes; empty if it goes nowhere, or that isn't set up. */
  Optional<Endpoint> endpoint(Action action) {
    return Optional.ofNullable(action.to()).map(destinations::get);
  }
}
