/**
 * What do the services cost? Each is driven in turn with a limit program, which does only what no
 * service can leave out; the ratio of the two travels from machine to machine where figures do not.
 *
 * <p>Start reading at {@link dev.leadlight.benchmarks.ingest.IngestBenchmark}.
 */
@NullMarked
package dev.leadlight.benchmarks;

import org.jspecify.annotations.NullMarked;
