/** Counts of an experiment's arms from PostgreSQL. */
@NullMarked
package dev.leadlight.feedback.experiment.shell;

import org.jspecify.annotations.NullMarked;
