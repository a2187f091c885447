/** Batches of events from Kafka, folded into Redis, effects out to Kafka. */
@NullMarked
package dev.leadlight.scoring.fold.shell;

import org.jspecify.annotations.NullMarked;
