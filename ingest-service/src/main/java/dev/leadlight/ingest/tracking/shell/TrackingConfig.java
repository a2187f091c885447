package dev.leadlight.ingest.tracking.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the tracking API. */
@ConfigMapping(prefix = "leadlight.ingest.tracking")
public interface TrackingConfig {

  /** Largest message; a larger one is rejected alone, the others of its batch enter. */
  @WithDefault("32K")
  MemorySize maxMessageSize();

  /** Largest request, as sent and after decompression. */
  @WithDefault("500K")
  MemorySize maxRequestSize();

  /** How long the body of a request may take to arrive. */
  @WithDefault("20s")
  Duration bodyTimeout();

  /** Most that half-arrived bodies may hold together, over all connections. */
  @WithDefault("48M")
  MemorySize maxArriving();

  /** How long Kafka may take to acknowledge before the sender is asked to come again. */
  @WithDefault("1800ms")
  Duration ackTimeout();

  /** Most that waits for Kafka's acknowledgement; beyond it senders are asked to come again. */
  @WithDefault("12M")
  MemorySize maxUnacknowledged();
}
