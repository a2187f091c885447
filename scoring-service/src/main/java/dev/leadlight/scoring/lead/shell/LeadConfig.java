package dev.leadlight.scoring.lead.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where and how long leads are kept. */
@ConfigMapping(prefix = "leadlight.scoring.leads")
public interface LeadConfig {
  /**
   * How long a lead, and an identity, that nothing is heard of is kept. Links are renewed once a
   * week of use, so not less than two weeks; a number without a unit, which means seconds, is
   * refused by that as well.
   */
  @WithDefault("400d")
  @DurationMin(days = 14)
  Duration keptFor();

  /** How long an answer from Redis may take. */
  @WithDefault("2s")
  Duration timeout();
}
