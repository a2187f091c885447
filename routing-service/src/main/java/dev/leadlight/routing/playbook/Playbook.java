package dev.leadlight.routing.playbook;

import java.util.List;

/**
 * What to do about some tier changes.
 *
 * @param description a sentence for people
 * @param enabled if not, it asks for nothing
 * @param actions in their order, each with a name of its own
 */
public record Playbook(
    String id, String description, boolean enabled, Condition when, List<Action> actions) {

  public Playbook {
    actions = List.copyOf(actions);
  }
}
