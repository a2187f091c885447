/** Digests, and the names that are made of them. */
@NullMarked
package dev.leadlight.contracts.digest;

import org.jspecify.annotations.NullMarked;
