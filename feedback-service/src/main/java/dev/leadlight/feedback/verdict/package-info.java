/**
 * What reps say of leads: good, or not ready, and why. Those given in Slack come by the outcomes
 * topic; these come over HTTP.
 */
@NullMarked
package dev.leadlight.feedback.verdict;

import org.jspecify.annotations.NullMarked;
