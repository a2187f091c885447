/**
 * What do we ask next? Talking to a system often takes several calls, each of which depends on the
 * answer before. Such a talk is a chain of {@link dev.leadlight.routing.connector.dialogue.Step}s,
 * values and pure functions; the shell only makes the calls.
 */
@NullMarked
package dev.leadlight.routing.connector.dialogue;

import org.jspecify.annotations.NullMarked;
