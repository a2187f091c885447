package dev.leadlight.ingest.intake.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long and how much may wait for Kafka. */
@ConfigMapping(prefix = "leadlight.ingest.intake")
public interface IntakeConfig {

  /** How long Kafka may take to acknowledge before the sender is asked to come again. */
  @WithDefault("1800ms")
  Duration ackTimeout();

  /** Most that waits for Kafka's acknowledgement; beyond it senders are asked to come again. */
  @WithDefault("12M")
  MemorySize maxUnacknowledged();
}
