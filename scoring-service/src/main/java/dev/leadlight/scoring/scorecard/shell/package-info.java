/** Published cards from the compacted topic. */
@NullMarked
package dev.leadlight.scoring.scorecard.shell;

import org.jspecify.annotations.NullMarked;
