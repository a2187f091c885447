/** How ready a lead is, and the change of that which others act on. */
@NullMarked
package dev.leadlight.contracts.tier;

import org.jspecify.annotations.NullMarked;
