/** Pruning in PostgreSQL. */
@NullMarked
package dev.leadlight.feedback.retention.shell;

import org.jspecify.annotations.NullMarked;
