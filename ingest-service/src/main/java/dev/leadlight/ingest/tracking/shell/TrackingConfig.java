package dev.leadlight.ingest.tracking.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the tracking API. */
@ConfigMapping(prefix = "leadlight.ingest.tracking")
public interface TrackingConfig {

  /** Largest message; a larger one is rejected alone, the others of its batch enter. */
  @WithDefault("32K")
  MemorySize maxMessageSize();

  /**
   * Largest request, as sent and after decompression: the largest batch that an SDK makes by itself
   * is RudderStack's, of 512 KB.
   */
  @WithDefault("520K")
  MemorySize maxRequestSize();
}
