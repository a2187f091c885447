package dev.leadlight.scoring.wakeup.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How wake-ups are taken. */
@ConfigMapping(prefix = "leadlight.scoring.wakeups")
public interface WakeUpConfig {
  /** The pause after nothing more was due. */
  @WithDefault("250ms")
  Duration pause();

  /** Most leads looked at in one go, in each of 16 parts. */
  @WithDefault("64")
  @Min(1)
  @Max(1000)
  int batchOfAPart();

  /** When a claim that was not finished may be claimed by another replica. */
  @WithDefault("15s")
  Duration lease();
}
