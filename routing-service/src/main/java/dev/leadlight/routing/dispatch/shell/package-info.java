/**
 * Is everybody told who should be? Empties the outbox, a lane for each destination. Start with
 * {@link dev.leadlight.routing.dispatch.shell.Dispatcher}.
 */
@NullMarked
package dev.leadlight.routing.dispatch.shell;

import org.jspecify.annotations.NullMarked;
