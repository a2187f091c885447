/** Erasures over HTTP and Kafka, and what they remove from Redis. */
@NullMarked
package dev.leadlight.scoring.erasure.shell;

import org.jspecify.annotations.NullMarked;
