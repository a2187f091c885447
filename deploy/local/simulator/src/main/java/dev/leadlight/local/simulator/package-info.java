/**
 * Shoppers whose intentions are known: what would real people do, and what should the starter
 * scorecard make of it?
 *
 * <p>{@link dev.leadlight.local.simulator.Simulation} is pure: the same seed gives the same
 * messages. Each shopper comes with a {@link dev.leadlight.local.simulator.Truth}, a formula of its
 * own for the score that Leadlight has to arrive at. {@link dev.leadlight.local.simulator.Player}
 * sends messages through the public HTTP API and knows no other way in.
 */
@NullMarked
package dev.leadlight.local.simulator;

import org.jspecify.annotations.NullMarked;
