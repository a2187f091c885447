package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.destination.Destination;
import java.util.Optional;

/** A destination that the service's settings may describe. */
public interface BuiltInDestination {

  /** How it is named in messages: {@code slack}. */
  String id();

  /** The destination; empty if the settings don't have it. */
  Optional<Destination> destination();
}
