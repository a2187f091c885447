/**
 * Every failure becomes a problem of RFC 9457; see {@link
 * dev.leadlight.platform.problem.ProblemMappers}.
 */
@NullMarked
package dev.leadlight.platform.problem;

import org.jspecify.annotations.NullMarked;
