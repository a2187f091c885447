package dev.leadlight.scoring.answer;

import dev.leadlight.platform.access.KeyDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that stand in pages for everybody to read. One opens a visitor's own tier and nothing
 * else.
 */
public record PublishableKeys(Map<KeyDigest, Pages> byKey) {

  /**
   * Pages that may use a key.
   *
   * @param origins theirs; empty for any
   */
  public record Pages(Set<String> origins) {

    public Pages {
      origins = Set.copyOf(origins);
    }

    /** Whether a page of that origin may ask; a request without an origin is no page's. */
    public boolean allow(@Nullable String origin) {
      return origin == null || origins.isEmpty() || origins.contains(origin);
    }
  }

  public PublishableKeys {
    byKey = Map.copyOf(byKey);
  }

  /** Whose key it is; empty if nobody's. */
  public Optional<Pages> find(String sent) {
    return Optional.ofNullable(byKey.get(KeyDigest.of(sent)));
  }
}
