/** How this service talks SQL: see {@link dev.leadlight.feedback.database.shell.Database}. */
@NullMarked
package dev.leadlight.feedback.database.shell;

import org.jspecify.annotations.NullMarked;
