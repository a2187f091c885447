/** The audit log in PostgreSQL. */
@NullMarked
package dev.leadlight.feedback.audit.shell;

import org.jspecify.annotations.NullMarked;
