/**
 * Which card is a lead scored by? {@code what was published → what is in force → a lead's terms}.
 * Start with {@link dev.leadlight.scoring.scorecard.InForce}.
 */
@NullMarked
package dev.leadlight.scoring.scorecard;

import org.jspecify.annotations.NullMarked;
