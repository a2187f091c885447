package dev.leadlight.scoring.answer.shell;

import dev.leadlight.platform.access.KeyDigest;
import dev.leadlight.scoring.answer.PublishableKeys;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The configured keys, read once at start: two storefronts with one key stop the service. */
@Startup
@Singleton
public class PublishableKeyStore {

  private static final String ANY_ORIGIN = "*";

  private final PublishableKeys keys;

  PublishableKeyStore(PublishableKeyConfig config) {
    Map<KeyDigest, PublishableKeys.Pages> byKey = new HashMap<>();
    config.byName().forEach((name, settings) -> add(byKey, name, settings));
    this.keys = new PublishableKeys(byKey);
  }

  public PublishableKeys keys() {
    return keys;
  }

  private static void add(
      Map<KeyDigest, PublishableKeys.Pages> byKey,
      String name,
      PublishableKeyConfig.Settings settings) {
    PublishableKeys.Pages pages =
        new PublishableKeys.Pages(
            settings.allowedOrigins().contains(ANY_ORIGIN)
                ? Set.of()
                : Set.copyOf(settings.allowedOrigins()));
    for (String key : settings.keys()) {
      if (byKey.put(KeyDigest.parse(key), pages) != null) {
        throw new IllegalArgumentException(
            "a publishable key of " + name + " is given twice; each belongs to one storefront");
      }
    }
  }
}
