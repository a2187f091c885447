@NullMarked
package dev.leadlight.benchmarks.load;

import org.jspecify.annotations.NullMarked;
