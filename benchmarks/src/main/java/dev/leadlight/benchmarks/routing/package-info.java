/** routing-service beside its limit program: tier changes in, calls out. */
@NullMarked
package dev.leadlight.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
