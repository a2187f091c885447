package dev.leadlight.scoring.replay.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reading the event log once more. */
@ConfigMapping(prefix = "leadlight.scoring.replay")
public interface ReplayConfig {
  /** What the leads of one reading may take of the heap, about a kilobyte each. */
  @WithDefault("56M")
  MemorySize mostMemory();

  /** How long Kafka may say nothing before a reading is given up. */
  @WithDefault("30s")
  Duration patience();
}
