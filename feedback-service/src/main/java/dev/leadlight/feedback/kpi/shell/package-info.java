/** The key figures over HTTP; their meaning is in {@link dev.leadlight.feedback.kpi}. */
@NullMarked
package dev.leadlight.feedback.kpi.shell;

import org.jspecify.annotations.NullMarked;
