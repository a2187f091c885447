package dev.leadlight.ingest.source.shell;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where more sources stand. */
@ConfigMapping(prefix = "leadlight.ingest")
public interface SourceFileConfig {

  /**
   * A file of further sources: YAML if its name ends in {@code .yaml} or {@code .yml}, else
   * properties. It is read again while the service runs.
   */
  Optional<Path> sourcesFile();
}
