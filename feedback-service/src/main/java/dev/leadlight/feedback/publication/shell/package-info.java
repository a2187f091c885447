/** Published documents in PostgreSQL and on their topic. */
@NullMarked
package dev.leadlight.feedback.publication.shell;

import org.jspecify.annotations.NullMarked;
