/**
 * What would be known of leads if everything in the event log were told again today? For leads
 * whose state was lost, and for conditions that a card asks for only now. Start with {@link
 * dev.leadlight.scoring.rebuild.shell.RebuildWorkflow}.
 */
@NullMarked
package dev.leadlight.scoring.rebuild;

import org.jspecify.annotations.NullMarked;
