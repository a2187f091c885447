package dev.leadlight.ingest.source.shell;

import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.Sources;
import dev.leadlight.ingest.source.WriteKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The configured sources, read once at start: two sources with one key stop the service. */
@Startup
@Singleton
public class SourceStore {

  private static final String ANY_ORIGIN = "*";

  private final Sources sources;

  SourceStore(SourceConfig config) {
    Map<WriteKey, Source> byKey = new HashMap<>();
    config.byName().forEach((name, settings) -> add(byKey, name, settings));
    this.sources = new Sources(byKey);
  }

  public Sources sources() {
    return sources;
  }

  private static void add(
      Map<WriteKey, Source> byKey, String name, SourceConfig.Settings settings) {
    Set<String> origins =
        settings.allowedOrigins().contains(ANY_ORIGIN)
            ? Set.of()
            : Set.copyOf(settings.allowedOrigins());
    Source source = new Source(name, settings.channel(), origins);
    for (String key : settings.writeKeys()) {
      Source other = byKey.putIfAbsent(WriteKey.parse(key), source);
      if (other != null) {
        throw new IllegalStateException(
            "sources " + other.name() + " and " + name + " have the same write key");
      }
    }
  }
}
