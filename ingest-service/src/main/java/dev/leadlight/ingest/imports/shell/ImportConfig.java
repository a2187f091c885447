package dev.leadlight.ingest.imports.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many files are read at once, and how patiently. */
@ConfigMapping(prefix = "leadlight.ingest.imports")
public interface ImportConfig {

  /** Files that one replica reads at the same time; others are asked to come again. */
  @WithDefault("4")
  @Min(1)
  int maxRunning();

  /** How long an import waits for Kafka to come back before it is interrupted. */
  @WithDefault("30s")
  Duration kafkaPatience();

  /** How long nothing may come from the sender before the import is interrupted. */
  @WithDefault("60s")
  Duration senderPatience();

  /** How often the offset is stored while a file is read. */
  @WithDefault("1s")
  Duration checkpointEvery();

  /** Imports that have ended and are still remembered. */
  @WithDefault("1000")
  @Min(1)
  int maxRemembered();
}
