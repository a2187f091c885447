/** Plays simulated shoppers through the front port and tells of the leads that get hot. */
@NullMarked
package dev.leadlight.local.stack.demo;

import org.jspecify.annotations.NullMarked;
