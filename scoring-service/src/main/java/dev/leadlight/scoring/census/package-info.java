/**
 * How are the shop's customers spread? {@code leads → customers → boundaries}. Start with {@link
 * dev.leadlight.scoring.census.Customer}.
 */
@NullMarked
package dev.leadlight.scoring.census;

import org.jspecify.annotations.NullMarked;
