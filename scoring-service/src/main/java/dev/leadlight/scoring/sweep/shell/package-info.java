/**
 * After a card was published: all leads looked at once, by all replicas together, so that those in
 * another tier are told and wake-ups are where the new card wants them. Start with {@link
 * dev.leadlight.scoring.sweep.shell.SweepWorkflow}.
 */
@NullMarked
package dev.leadlight.scoring.sweep.shell;

import org.jspecify.annotations.NullMarked;
