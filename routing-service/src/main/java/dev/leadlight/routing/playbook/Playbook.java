package dev.leadlight.routing.playbook;

import java.util.List;
import java.util.Set;

/**
 * What to do about some tier changes.
 *
 * @param description a sentence for people
 */
public record Playbook(String id, String description, Condition when, List<Action> actions) {

  public Playbook {
    actions = List.copyOf(actions);
    if (actions.stream().map(Action::name).distinct().count() < actions.size()) {
      throw new IllegalArgumentException("playbook " + id + " has two actions of one name");
    }
  }

  /** The same without what no destination is there for. */
  public Playbook limitedTo(Set<String> destinations) {
    return new Playbook(
        id,
        description,
        when,
        actions.stream().filter(action -> destinations.contains(action.destination())).toList());
  }
}
