/**
 * Load over HTTP, made in a process of its own: a {@link
 * dev.leadlight.benchmarks.load.GeneratorProcess} hands plans over and gets results back.
 */
@NullMarked
package dev.leadlight.benchmarks.load;

import org.jspecify.annotations.NullMarked;
