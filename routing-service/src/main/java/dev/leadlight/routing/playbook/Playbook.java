package dev.leadlight.routing.playbook;

import java.util.List;

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
}
