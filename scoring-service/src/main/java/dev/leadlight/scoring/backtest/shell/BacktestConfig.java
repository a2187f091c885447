package dev.leadlight.scoring.backtest.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Back-tests. */
@ConfigMapping(prefix = "leadlight.scoring.backtests")
public interface BacktestConfig {
  /** How long findings are kept. */
  @WithDefault("30d")
  Duration keptFor();

  /** How long a replica may be silent before the back-test it works on counts as interrupted. */
  @WithDefault("15s")
  Duration lease();
}
