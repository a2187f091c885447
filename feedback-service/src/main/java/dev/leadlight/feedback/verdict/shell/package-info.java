/** Verdicts over HTTP. */
@NullMarked
package dev.leadlight.feedback.verdict.shell;

import org.jspecify.annotations.NullMarked;
