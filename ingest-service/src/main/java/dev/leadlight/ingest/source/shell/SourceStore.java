package dev.leadlight.ingest.source.shell;

import dev.leadlight.ingest.source.Sources;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;

/** The configured sources, read once at start: two sources with one key stop the service. */
@Startup
@Singleton
public class SourceStore {

  private final Sources sources;

  SourceStore(SourceConfig config) {
    this.sources = SourceReader.read(List.of(config));
  }

  public Sources sources() {
    return sources;
  }
}
