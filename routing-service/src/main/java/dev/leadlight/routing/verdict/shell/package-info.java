/**
 * Clicks in, durably and at once; what follows from them is done by a job. Outcomes out, and in
 * from wherever they come.
 */
@NullMarked
package dev.leadlight.routing.verdict.shell;

import org.jspecify.annotations.NullMarked;
