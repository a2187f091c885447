package dev.leadlight.ingest.body.shell;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of arriving bodies, whatever they hold. */
@ConfigMapping(prefix = "leadlight.ingest.body")
public interface BodyConfig {

  /** How long the body of a request may take to arrive. */
  @WithDefault("20s")
  Duration timeout();

  /** Most that half-arrived bodies may hold together, over all connections. */
  @WithDefault("48M")
  MemorySize maxArriving();
}
