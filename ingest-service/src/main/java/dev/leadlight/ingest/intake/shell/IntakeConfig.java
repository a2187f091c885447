package dev.leadlight.ingest.intake.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long and how much may wait for Kafka, and how well what it has is remembered. */
@ConfigMapping(prefix = "leadlight.ingest.intake")
public interface IntakeConfig {

  /** How long Kafka may take to acknowledge before the sender is asked to come again. */
  @WithDefault("1800ms")
  Duration ackTimeout();

  /**
   * Most that waits for Kafka's acknowledgement, of which no source gets more than is free; beyond
   * it senders are asked to come again.
   */
  @WithDefault("12M")
  MemorySize maxUnacknowledged();

  /**
   * Room for so many ids of acknowledged messages, 16 bytes each; a later one may take the place of
   * an earlier one before it is full; 0 for none.
   */
  @WithDefault("100000")
  @Min(0)
  int rememberedIds();

  /** How long they are remembered at least, if there is room, and at most twice as long. */
  @WithDefault("10m")
  Duration rememberedFor();
}
