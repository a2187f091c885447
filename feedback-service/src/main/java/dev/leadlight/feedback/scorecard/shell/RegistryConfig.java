package dev.leadlight.feedback.scorecard.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How scorecards come into force. */
@ConfigMapping(prefix = "leadlight.feedback.scorecards")
public interface RegistryConfig {

  /** Whether a card must be a draft that somebody has approved who has not written of it. */
  @WithDefault("false")
  boolean approvalNeeded();
}
