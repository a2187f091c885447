/**
 * The tracking API: <em>body → messages → verdicts → records → answer once Kafka has them</em>.
 * Start with {@link dev.leadlight.ingest.tracking.shell.TrackingResource}.
 */
@NullMarked
package dev.leadlight.ingest.tracking.shell;

import org.jspecify.annotations.NullMarked;
