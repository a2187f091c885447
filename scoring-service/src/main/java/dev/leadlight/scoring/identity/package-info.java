/** Whose event is it? Start with {@link dev.leadlight.scoring.identity.Attribution}. */
@NullMarked
package dev.leadlight.scoring.identity;

import org.jspecify.annotations.NullMarked;
