package dev.leadlight.scoring.unmerge.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How an operator's word is waited for. */
@ConfigMapping(prefix = "leadlight.scoring.unmerge")
public interface UnmergeConfig {
  /** How long a request waits for its parting, which takes its turn among the events. */
  @WithDefault("10s")
  Duration patience();

  /** How often it looks. */
  @WithDefault("25ms")
  Duration pause();
}
