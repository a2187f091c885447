package dev.leadlight.routing.playbook.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** How tier changes are planned. */
@ConfigMapping(prefix = "leadlight.routing.planning")
interface PlanningConfig {

  /** IANA time zone of leads that told none, for quiet hours and times of day. */
  @WithDefault("UTC")
  ZoneId timezone();
}
