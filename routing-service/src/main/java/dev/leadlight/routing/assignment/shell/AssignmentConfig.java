package dev.leadlight.routing.assignment.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How leads find their reps. */
@ConfigMapping(prefix = "leadlight.routing.assignment")
interface AssignmentConfig {

  /** Working time in which a rep has to acknowledge a lead, unless the playbook says otherwise. */
  @WithDefault("30m")
  Duration respondWithin();
}
