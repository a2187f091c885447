/**
 * Where can something be told? Destinations, each of a type that a connector knows how to talk to.
 * Start with {@link dev.leadlight.routing.destination.Destination}.
 */
@NullMarked
package dev.leadlight.routing.destination;

import org.jspecify.annotations.NullMarked;
