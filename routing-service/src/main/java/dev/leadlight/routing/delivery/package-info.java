/**
 * Was it told? A delivery's life from planned to concluded: waits, deadlines, verdicts. Start with
 * {@link dev.leadlight.routing.delivery.Verdict}.
 */
@NullMarked
package dev.leadlight.routing.delivery;

import org.jspecify.annotations.NullMarked;
