package dev.leadlight.local.simulator;

import java.util.List;

/**
 * One simulated person.
 *
 * @param messages in the order of time
 */
public record Shopper(Truth truth, List<TimedMessage> messages) {
  public Shopper {
    messages = List.copyOf(messages);
  }
}
