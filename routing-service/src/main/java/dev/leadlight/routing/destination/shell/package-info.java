/**
 * Destinations from settings and from PostgreSQL, and the connectors that talk to them. Start with
 * {@link dev.leadlight.routing.destination.shell.Destinations}.
 */
@NullMarked
package dev.leadlight.routing.destination.shell;

import org.jspecify.annotations.NullMarked;
