package dev.leadlight.ingest.webhook.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of webhooks. Which vendors may call is up to the sources. */
@ConfigMapping(prefix = "leadlight.ingest.webhooks")
public interface WebhookConfig {

  /** Largest request, as sent and after decompression; vendors send whole orders. */
  @WithDefault("2M")
  MemorySize maxRequestSize();

  /** Largest message that is made of it; a larger one is rejected alone. */
  @WithDefault("128K")
  MemorySize maxMessageSize();
}
