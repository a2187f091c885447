/** The events topic from its beginning: poll → decode → merge by time → gather. */
@NullMarked
package dev.leadlight.scoring.replay.shell;

import org.jspecify.annotations.NullMarked;
