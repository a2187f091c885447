/**
 * Who is sending? A write key names a configured source; without one nothing enters. Start with
 * {@link dev.leadlight.ingest.source.Sources}.
 */
@NullMarked
package dev.leadlight.ingest.source;

import org.jspecify.annotations.NullMarked;
