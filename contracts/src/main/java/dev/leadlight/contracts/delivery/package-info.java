/** How telling somebody about a lead ended. */
@NullMarked
package dev.leadlight.contracts.delivery;

import org.jspecify.annotations.NullMarked;
