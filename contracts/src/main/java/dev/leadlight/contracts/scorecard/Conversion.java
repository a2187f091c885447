package dev.leadlight.contracts.scorecard;

import dev.leadlight.contracts.event.Signal;
import java.util.Set;

/**
 * What counts as a purchase.
 *
 * @param signals any of these is one
 * @param resets ids of the groups whose earlier evidence a purchase hides
 */
public record Conversion(Set<Signal> signals, Set<String> resets) {
  public Conversion {
    signals = Set.copyOf(signals);
    resets = Set.copyOf(resets);
  }
}
