@NullMarked
package dev.leadlight.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
