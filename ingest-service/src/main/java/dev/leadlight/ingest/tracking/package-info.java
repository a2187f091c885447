/**
 * The tracking protocol of Segment and its dialects: <em>request → source and messages →
 * intake</em>. Start with {@link dev.leadlight.ingest.tracking.shell.TrackingResource}.
 */
@NullMarked
package dev.leadlight.ingest.tracking;

import org.jspecify.annotations.NullMarked;
