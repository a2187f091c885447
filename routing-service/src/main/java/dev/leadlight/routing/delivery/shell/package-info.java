/**
 * The outbox in PostgreSQL, and the API that shows it. Who empties it is {@code dispatch}. Start
 * with {@link dev.leadlight.routing.delivery.shell.OutboxStore}.
 */
@NullMarked
package dev.leadlight.routing.delivery.shell;

import org.jspecify.annotations.NullMarked;
