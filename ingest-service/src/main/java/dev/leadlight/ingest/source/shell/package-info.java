/** Sources from the configuration, and the documents that SDKs load before they send. */
@NullMarked
package dev.leadlight.ingest.source.shell;

import org.jspecify.annotations.NullMarked;
