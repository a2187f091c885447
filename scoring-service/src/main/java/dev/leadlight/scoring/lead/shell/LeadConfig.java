package dev.leadlight.scoring.lead.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where and how long leads are kept. */
@ConfigMapping(prefix = "leadlight.scoring.leads")
public interface LeadConfig {
  /**
   * How long a lead, and an identity, that nothing is heard of is kept. Links are renewed once a
   * week of use, so not less than two weeks.
   */
  @WithDefault("400d")
  Duration keptFor();

  /** How long an answer from Redis may take. */
  @WithDefault("2s")
  Duration timeout();
}
