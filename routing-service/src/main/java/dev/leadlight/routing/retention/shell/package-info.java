/**
 * How long is what was told kept? Old deliveries and tier changes are removed, so that the outbox
 * stays as large as its work. Start with {@link dev.leadlight.routing.retention.shell.PruningJob}.
 */
@NullMarked
package dev.leadlight.routing.retention.shell;

import org.jspecify.annotations.NullMarked;
