/**
 * Forgetting people: a request goes to the topic first, then every service acts on it and says so.
 * Start with {@link dev.leadlight.scoring.erasure.Erasing}.
 */
@NullMarked
package dev.leadlight.scoring.erasure;

import org.jspecify.annotations.NullMarked;
