/** What does it cost to take an event over HTTP and have it in Kafka? */
@NullMarked
package dev.leadlight.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
