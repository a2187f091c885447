/**
 * What has changed from one scorecard to another, in words? Two cards in, sentences out: start at
 * {@link dev.leadlight.feedback.scorecard.diff.Diff}.
 */
@NullMarked
package dev.leadlight.feedback.scorecard.diff;

import org.jspecify.annotations.NullMarked;
