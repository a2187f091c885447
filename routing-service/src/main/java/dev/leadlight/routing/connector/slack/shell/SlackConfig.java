package dev.leadlight.routing.connector.slack.shell;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where Slack messages go. */
@ConfigMapping(prefix = "leadlight.routing.slack")
interface SlackConfig {

  /** The incoming webhook's URL, which is a secret. Without it no Slack message is planned. */
  Optional<URI> url();
}
