package dev.leadlight.scoring.census.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the shop's customers are counted, for cards that ask for quantiles. */
@ConfigMapping(prefix = "leadlight.scoring.census")
public interface CensusConfig {
  /** How often they are counted and new boundaries are published. */
  @WithDefault("24h")
  Duration every();

  /** How many leads are read at once. */
  @WithDefault("200")
  @Min(1)
  @Max(5000)
  int page();

  /** The pause between two pages, so that lookups go first. */
  @WithDefault("20ms")
  Duration pause();

  /** When a part that another replica has begun and not finished may be begun again. */
  @WithDefault("30m")
  Duration lease();
}
