/** Leads over HTTP. */
@NullMarked
package dev.leadlight.scoring.answer.shell;

import org.jspecify.annotations.NullMarked;
