package dev.leadlight.routing.link.shell;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What all services of an installation share. */
@ConfigMapping(prefix = "leadlight.identity")
interface IdentityConfig {

  /** The links' keys follow from it. Without it there are no links. */
  Optional<String> secret();
}
