package dev.leadlight.ingest.intake.shell;

import io.smallrye.config.ConfigMapping;

/** How people are hidden in keys. */
@ConfigMapping(prefix = "leadlight.identity")
public interface IdentityConfig {
  /** The installation's identity secret, the same in all services; at least 16 bytes. */
  String secret();
}
