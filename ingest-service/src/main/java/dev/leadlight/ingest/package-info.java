/** ingest-service: may this event enter, and whose is it? HTTP in, Kafka out, no database. */
@NullMarked
package dev.leadlight.ingest;

import org.jspecify.annotations.NullMarked;
