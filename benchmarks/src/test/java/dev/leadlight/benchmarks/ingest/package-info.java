@NullMarked
package dev.leadlight.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
