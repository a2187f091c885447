package dev.leadlight.scoring.rebuild.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Rebuilding leads from the event log. */
@ConfigMapping(prefix = "leadlight.scoring.rebuild")
public interface RebuildConfig {
  /** Leads written at once. */
  @WithDefault("200")
  int batch();

  /** Pause after each batch, so that lookups and the fold do not notice. */
  @WithDefault("20ms")
  Duration pause();

  /** How long a replica may be silent before another one goes on with its rebuild. */
  @WithDefault("15s")
  Duration lease();
}
