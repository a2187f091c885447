package dev.leadlight.scoring.lead.shell;

import io.smallrye.config.ConfigMapping;

/** The installation's identity secret, shared by all services. */
@ConfigMapping(prefix = "leadlight.identity")
public interface IdentityConfig {
  /** At least 16 bytes; without it no key can be made. */
  String secret();
}
