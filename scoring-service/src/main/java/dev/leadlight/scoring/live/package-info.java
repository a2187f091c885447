/**
 * Tier changes as they are announced, for whoever watches. Start with {@link
 * dev.leadlight.scoring.live.LiveChange}.
 */
@NullMarked
package dev.leadlight.scoring.live;

import org.jspecify.annotations.NullMarked;
