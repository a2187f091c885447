/** Rebuilding by HTTP; one at a time, by whichever replica takes it up, resumed by another. */
@NullMarked
package dev.leadlight.scoring.rebuild.shell;

import org.jspecify.annotations.NullMarked;
