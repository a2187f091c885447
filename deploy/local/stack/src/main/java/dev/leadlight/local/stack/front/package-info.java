/**
 * One port for four services: which path is whose, and what a caller hears while its owner is away.
 */
@NullMarked
package dev.leadlight.local.stack.front;

import org.jspecify.annotations.NullMarked;
