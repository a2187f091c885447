/** What time is it? The one place where this service reads the clock. */
@NullMarked
package dev.leadlight.feedback.clock.shell;

import org.jspecify.annotations.NullMarked;
