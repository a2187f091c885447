/** Digests in PostgreSQL: put together in one transaction, sent by whoever claims them. */
@NullMarked
package dev.leadlight.routing.digest.shell;

import org.jspecify.annotations.NullMarked;
