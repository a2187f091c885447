package dev.leadlight.ingest.source;

import java.util.Map;
import java.util.Optional;

/** The sources by their write keys. Without any, every key is refused. */
public record Sources(Map<WriteKey, Source> byKey) {

  public Sources {
    byKey = Map.copyOf(byKey);
  }

  /** Whose key it is. */
  public Optional<Source> find(String sent) {
    return Optional.ofNullable(byKey.get(WriteKey.of(sent)));
  }
}
