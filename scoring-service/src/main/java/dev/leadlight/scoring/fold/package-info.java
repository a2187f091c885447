/**
 * The heart: {@code state, event, scorecard, now → state', effects}. Start with {@link
 * dev.leadlight.scoring.fold.Fold}.
 */
@NullMarked
package dev.leadlight.scoring.fold;

import org.jspecify.annotations.NullMarked;
