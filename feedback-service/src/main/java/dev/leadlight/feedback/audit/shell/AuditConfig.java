package dev.leadlight.feedback.audit.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the audit log reaches back. */
@ConfigMapping(prefix = "leadlight.audit")
public interface AuditConfig {
  /** Entries older than this are forgotten. */
  @WithDefault("P400D")
  Duration keep();
}
