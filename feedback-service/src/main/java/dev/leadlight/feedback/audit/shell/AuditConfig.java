package dev.leadlight.feedback.audit.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long the audit log reaches back. */
@ConfigMapping(prefix = "leadlight.audit")
public interface AuditConfig {
  /** Entries older than this are forgotten. */
  @WithDefault("P400D")
  @DurationMin(days = 1)
  Duration keep();
}
