/**
 * Reps and assignments in PostgreSQL, the clock that runs against them, and the API. Decisions are
 * made one after the other under the lock of one row, in the transaction of what caused them.
 */
@NullMarked
package dev.leadlight.routing.assignment.shell;

import org.jspecify.annotations.NullMarked;
