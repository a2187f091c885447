package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import org.jspecify.annotations.Nullable;

/**
 * A destination with all that is needed to talk to it.
 *
 * @param ready null if a secret is missing
 * @param trouble which secret is missing, by its reference; null if none is
 */
public record SetUp(
    Destination destination,
    Connector connector,
    @Nullable ReadyDestination ready,
    @Nullable String trouble) {}
