/** Who did it: identities, how they are normalised, and the keys that hide them. */
@NullMarked
package dev.leadlight.contracts.identity;

import org.jspecify.annotations.NullMarked;
