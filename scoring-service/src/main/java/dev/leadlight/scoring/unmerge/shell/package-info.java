/** The HTTP side of parting a lead. */
@NullMarked
package dev.leadlight.scoring.unmerge.shell;

import org.jspecify.annotations.NullMarked;
