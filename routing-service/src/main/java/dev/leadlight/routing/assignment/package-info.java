/**
 * Who acts on a lead, and until when? Reps and a requirement → a decision with its reasons → an
 * assignment with a deadline in working time. Start with {@link
 * dev.leadlight.routing.assignment.Rotation}.
 */
@NullMarked
package dev.leadlight.routing.assignment;

import org.jspecify.annotations.NullMarked;
