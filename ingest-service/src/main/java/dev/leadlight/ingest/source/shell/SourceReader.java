package dev.leadlight.ingest.source.shell;

import dev.leadlight.ingest.source.Limits;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.Sources;
import dev.leadlight.ingest.source.WebhookRules;
import dev.leadlight.ingest.source.WebhookSource;
import dev.leadlight.ingest.source.WriteKey;
import dev.leadlight.platform.webhook.ConfiguredSecrets;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the sources of what is configured, whatever the places it is configured in. */
final class SourceReader {

  private static final String ANY_ORIGIN = "*";

  private final WebhookRules rules;
  private final Map<WriteKey, Source> byKey = new HashMap<>();
  private final Map<String, Source> byName = new HashMap<>();
  private final Map<String, WebhookSource> webhooks = new HashMap<>();

  /**
   * The sources of all places together.
   *
   * @param rules of webhooks
   * @throws IllegalArgumentException if a setting makes no sense, two sources have one key, or two
   *     places name one source; the message names sources and settings, never a key
   */
  static Sources read(List<SourceConfig> places, WebhookRules rules) {
    SourceReader reader = new SourceReader(rules);
    places.forEach(place -> place.byName().forEach(reader::add));
    return new Sources(reader.byKey, reader.byName, reader.webhooks);
  }

  private void add(String name, SourceConfig.Settings settings) {
    try {
      Source source = source(name, settings);
      if (byName.putIfAbsent(name, source) != null) {
        throw new IllegalArgumentException("it is configured in two places");
      }
      settings.writeKeys().orElse(List.of()).forEach(key -> addKey(key, source));
      settings
          .webhook()
          .map(ConfiguredSecrets::settings)
          .ifPresent(webhook -> addWebhook(source, webhook));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("source " + name + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Source source(String name, SourceConfig.Settings settings) {
    Set<String> origins =
        settings.allowedOrigins().contains(ANY_ORIGIN)
            ? Set.of()
            : Set.copyOf(settings.allowedOrigins());
    return new Source(name, settings.channel(), origins, limits(settings.limits()));
  }

  private static Optional<Limits> limits(SourceConfig.Limit limit) {
    if (limit.eventsPerSecond().isEmpty() && limit.burst().isPresent()) {
      throw new IllegalArgumentException("a burst needs events-per-second");
    }
    return limit.eventsPerSecond().map(rate -> Limits.parse(rate, limit.burst()));
  }

  private void addKey(String key, Source source) {
    Source other = byKey.putIfAbsent(WriteKey.parse(key), source);
    if (other != null) {
      throw new IllegalArgumentException("it has the same write key as source " + other.name());
    }
  }

  private void addWebhook(Source source, WebhookSettings settings) {
    rules
        .fault(settings)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    webhooks.put(source.name(), new WebhookSource(source, settings));
  }

  private SourceReader(WebhookRules rules) {
    this.rules = rules;
  }
}
