/** Counts in Redis, and the report over HTTP. */
@NullMarked
package dev.leadlight.scoring.shadow.shell;

import org.jspecify.annotations.NullMarked;
