/**
 * When may a destination be called, and what do its answers tell of its health? The shell empties
 * the outbox: start with {@link dev.leadlight.routing.dispatch.Symptom}.
 */
@NullMarked
package dev.leadlight.routing.dispatch;

import org.jspecify.annotations.NullMarked;
