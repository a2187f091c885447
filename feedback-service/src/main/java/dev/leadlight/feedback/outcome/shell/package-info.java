/** Outcomes over HTTP: told, sent to the topic, read back once stored. */
@NullMarked
package dev.leadlight.feedback.outcome.shell;

import org.jspecify.annotations.NullMarked;
