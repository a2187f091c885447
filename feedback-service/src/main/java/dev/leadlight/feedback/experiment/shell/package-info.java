/** Experiments: their routes, and counts of their arms from PostgreSQL. */
@NullMarked
package dev.leadlight.feedback.experiment.shell;

import org.jspecify.annotations.NullMarked;
