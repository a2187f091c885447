package dev.leadlight.routing.playbook;

import java.util.List;

/**
 * What a playbook makes of a tier change.
 *
 * @param unmet which conditions don't hold, {@code enabled} if it is switched off; empty if it is
 *     for the change
 * @param decisions for its actions, in their order; none if it isn't for the change
 */
public record Consideration(Playbook playbook, List<String> unmet, List<Decision> decisions) {

  public Consideration {
    unmet = List.copyOf(unmet);
    decisions = List.copyOf(decisions);
  }
}
