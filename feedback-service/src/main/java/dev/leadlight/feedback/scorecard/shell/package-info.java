/**
 * The scorecard registry: check → store → publish → mark as published. Start at {@link
 * dev.leadlight.feedback.scorecard.shell.PublicationWorkflow}.
 */
@NullMarked
package dev.leadlight.feedback.scorecard.shell;

import org.jspecify.annotations.NullMarked;
