/**
 * What does the event log say? It is read once more, beside the fold and without telling anybody:
 * for back-tests and for rebuilding leads. Start with {@link
 * dev.leadlight.scoring.replay.shell.EventLog}.
 */
@NullMarked
package dev.leadlight.scoring.replay;

import org.jspecify.annotations.NullMarked;
