/** The one JSON set-up. */
@NullMarked
package dev.leadlight.contracts.json;

import org.jspecify.annotations.NullMarked;
