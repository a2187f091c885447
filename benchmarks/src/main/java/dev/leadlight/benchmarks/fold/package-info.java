/** What the fold, its answers and the packing of states cost, in memory alone: JMH. */
@NullMarked
package dev.leadlight.benchmarks.fold;

import org.jspecify.annotations.NullMarked;
