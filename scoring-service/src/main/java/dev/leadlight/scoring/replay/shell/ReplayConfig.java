package dev.leadlight.scoring.replay.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reading the event log once more. */
@ConfigMapping(prefix = "leadlight.scoring.replay")
public interface ReplayConfig {
  /** Most leads that one reading holds in memory, about a kilobyte each. */
  @WithDefault("500000")
  int mostLeads();

  /** How long Kafka may say nothing before a reading is given up. */
  @WithDefault("30s")
  Duration patience();
}
