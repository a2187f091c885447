package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.Verb;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

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
    if (action.to() == null) {
      return assigns;
    }
    Endpoint endpoint = destinations.get(action.to());
    return endpoint != null && endpoint.verbs().contains(action.verb());
  }

  /** The type of an action's destination; empty text if it has none, or none that is set up. */
  String typeOf(Action action) {
    Endpoint endpoint = action.to() == null ? null : destinations.get(action.to());
    return endpoint == null ? "" : endpoint.type();
  }

  /**
   * A destination as far as planning goes.
   *
   * @param type for example {@code slack}
   * @param verbs what can be asked of it
   */
  public record Endpoint(String type, Set<Verb> verbs) {
    public Endpoint {
      verbs = Set.copyOf(verbs);
    }
  }
}
