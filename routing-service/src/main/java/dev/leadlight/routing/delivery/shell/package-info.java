/**
 * The outbox in PostgreSQL, the dispatcher that empties it, and the API that shows it. Start with
 * {@link dev.leadlight.routing.delivery.shell.Dispatcher}.
 */
@NullMarked
package dev.leadlight.routing.delivery.shell;

import org.jspecify.annotations.NullMarked;
