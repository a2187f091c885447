/**
 * What a correct card says that nobody can have meant: {@code card → warnings}. Start with {@link
 * dev.leadlight.contracts.scorecard.lint.ScorecardLint}.
 */
@NullMarked
package dev.leadlight.contracts.scorecard.lint;

import org.jspecify.annotations.NullMarked;
