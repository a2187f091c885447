package dev.leadlight.routing.connector.slack.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where Slack messages go, and how clicks come back. */
@ConfigMapping(prefix = "leadlight.routing.slack")
public interface SlackConfig {

  /** The incoming webhook's URL, which is a secret. Without it there is no destination slack. */
  Optional<URI> url();

  /**
   * The signing secret of the Slack app, or two while one replaces the other. Without it messages
   * have no buttons and clicks are refused.
   */
  Optional<List<String>> signingSecret();

  /** How long a snoozed lead stays quiet. */
  @WithDefault("4h")
  Duration snooze();

  /** Whether clicks come back. */
  default boolean isInteractive() {
    return signingSecret().isPresent();
  }
}
