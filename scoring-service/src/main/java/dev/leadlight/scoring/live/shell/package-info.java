/** Tier changes over server-sent events. */
@NullMarked
package dev.leadlight.scoring.live.shell;

import org.jspecify.annotations.NullMarked;
