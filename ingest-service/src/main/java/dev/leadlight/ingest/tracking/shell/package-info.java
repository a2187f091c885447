/** The tracking API: <em>body → submission → delivery → answer once Kafka has it</em>. */
@NullMarked
package dev.leadlight.ingest.tracking.shell;

import org.jspecify.annotations.NullMarked;
