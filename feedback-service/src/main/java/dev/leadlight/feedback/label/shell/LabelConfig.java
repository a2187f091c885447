package dev.leadlight.feedback.label.shell;

import dev.leadlight.platform.webhook.WebhookSettingsConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Labels that vendors bring, and who may bring them. */
@ConfigMapping(prefix = "leadlight.feedback")
public interface LabelConfig {

  /** Who may tell: {@code leadlight.feedback.sources.<name>.webhook.…}. None by default. */
  Map<String, Source> sources();

  /** How labels are taken. */
  Labels labels();

  /** One source. */
  interface Source {
    /** Whose it is, how it proves itself, what its questions mean. */
    WebhookSettingsConfig webhook();
  }

  /** Limits. */
  interface Labels {
    /** Largest message of a vendor. */
    @WithDefault("256K")
    MemorySize maxRequestSize();

    /** How long a vendor may take to answer what we ask. */
    @WithDefault("5s")
    Duration fetchTimeout();

    /** The waits between tries to fetch what a message points at. */
    @WithDefault("5s,15s,1m,5m,30m,2h,5h,10h")
    List<Duration> retrySchedule();
  }
}
