package dev.leadlight.ingest.source;

import java.util.Map;
import java.util.Optional;

/**
 * The sources by their write keys, all of them by their names, and those with webhooks. Without
 * any, everything is refused.
 */
public record Sources(
    Map<WriteKey, Source> byKey, Map<String, Source> byName, Map<String, WebhookSource> webhooks) {

  public Sources {
    byKey = Map.copyOf(byKey);
    byName = Map.copyOf(byName);
    webhooks = Map.copyOf(webhooks);
  }

  /** Whose key it is. */
  public Optional<Source> find(String sent) {
    return Optional.ofNullable(byKey.get(WriteKey.of(sent)));
  }

  /** The source of that name, if it takes webhooks. */
  public Optional<WebhookSource> webhook(String name) {
    return Optional.ofNullable(webhooks.get(name));
  }

  public int count() {
    return byName.size();
  }
}
