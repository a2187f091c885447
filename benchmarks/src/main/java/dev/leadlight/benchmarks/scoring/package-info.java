/** scoring-service beside its limit programs: folding the event log, and answering about a lead. */
@NullMarked
package dev.leadlight.benchmarks.scoring;

import org.jspecify.annotations.NullMarked;
