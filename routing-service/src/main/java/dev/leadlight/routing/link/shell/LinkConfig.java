package dev.leadlight.routing.link.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Links in e-mails. */
@ConfigMapping(prefix = "leadlight.routing.links")
interface LinkConfig {

  /** How people reach this installation, such as https://leads.shop.example; none, no links. */
  Optional<URI> baseUrl();

  /** How long a rep's link to acknowledge a lead works. */
  @WithDefault("7d")
  Duration acknowledgeFor();
}
