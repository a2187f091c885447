package dev.leadlight.ingest.source.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalLong;

/**
 * What a source may send to one replica whose own settings say nothing of limits: enough for a busy
 * shop, and little enough that others hardly notice when it floods.
 */
@ConfigMapping(prefix = "leadlight.ingest.default-limits")
public interface DefaultLimitConfig {

  /** In the long run: a number, or {@code unlimited}. */
  @WithDefault("500")
  String eventsPerSecond();

  /** How many may come at once after a rest; like that of a source unless told. */
  OptionalLong burst();
}
