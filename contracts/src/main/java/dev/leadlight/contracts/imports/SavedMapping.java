package dev.leadlight.contracts.imports;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mapping from rows to messages that an operator saved under a name.
 *
 * @param mapping the document as docs/imports.md describes it
 */
public record SavedMapping(String name, Map<String, Object> mapping, Instant savedAt) {

  public SavedMapping {
    mapping =
        mapping == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
  }
}
