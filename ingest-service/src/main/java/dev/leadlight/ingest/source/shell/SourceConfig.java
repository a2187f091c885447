package dev.leadlight.ingest.source.shell;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.platform.webhook.WebhookSettingsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Who may send: {@code leadlight.ingest.sources.<name>.…}. */
@ConfigMapping(prefix = SourceConfig.PREFIX)
public interface SourceConfig {

  String PREFIX = "leadlight.ingest.sources";

  /** Settings by the source's name. None by default: then every key is refused. */
  @WithParentName
  Map<String, Settings> byName();

  /** One source. */
  interface Settings {
    /**
     * Its write keys, several while they are rotated: plain, or {@code sha256:} and the digest.
     * None for a source that sends by other doors alone.
     */
    Optional<List<String>> writeKeys();

    /** Where its signals are picked up, unless the signal itself says. */
    @WithDefault("online")
    Channel channel();

    /** Origins of the pages that may send, or {@code *} for any. */
    @WithDefault("*")
    List<String> allowedOrigins();

    /** How much it may send to one replica. */
    Limit limits();

    /** Takes a vendor's webhooks at {@code /v1/webhooks/<name>}. */
    Optional<WebhookSettingsConfig> webhook();
  }

  /** A token bucket. */
  interface Limit {
    /** In the long run: a number, or {@code unlimited}. Unless told, the default limits hold. */
    Optional<String> eventsPerSecond();

    /** How many may come at once after a rest; those of one second by default. */
    OptionalLong burst();
  }
}
