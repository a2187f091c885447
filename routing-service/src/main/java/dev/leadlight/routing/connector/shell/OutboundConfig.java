package dev.leadlight.routing.connector.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which addresses destinations may have. */
@ConfigMapping(prefix = "leadlight.routing.outbound")
interface OutboundConfig {

  /**
   * Hosts of our own network that may be called: {@code crm.internal}, {@code *.svc.cluster.local}.
   * With them http will do, any port and any address.
   */
  Optional<Set<String>> allowedHosts();

  /** Ports that may be called on all other hosts. */
  @WithDefault("443,8443")
  Set<Integer> allowedPorts();
}
