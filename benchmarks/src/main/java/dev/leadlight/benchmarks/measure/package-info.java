/** What a process uses, what a stretch of load cost, and the table of it. */
@NullMarked
package dev.leadlight.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
