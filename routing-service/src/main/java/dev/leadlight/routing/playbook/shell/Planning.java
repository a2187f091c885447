package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.playbook.Cooldowns;
import dev.leadlight.routing.playbook.Planner;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.Surroundings;
import dev.leadlight.routing.playbook.Surroundings.Endpoint;
import dev.leadlight.routing.playbook.Told;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the planner has to know, for planning and for dry runs alike. */
@ApplicationScoped
class Planning {

  private final Destinations destinations;
  private final CooldownStore cooldowns;
  private final boolean assigns;
  private final PlanningConfig config;

  Planning(
      Destinations destinations,
      CooldownStore cooldowns,
      @All List<Assigner> assigners,
      PlanningConfig config) {
    this.destinations = destinations;
    this.cooldowns = cooldowns;
    this.assigns = !assigners.isEmpty();
    this.config = config;
  }

  /** What is set up now. */
  Surroundings surroundings() {
    return new Surroundings(
        destinations.all().values().stream()
            .collect(
                Collectors.toUnmodifiableMap(each -> each.destination().id(), Planning::endpoint)),
        assigns,
        config.timezone());
  }

  /** The cooldowns that matter for a change at a moment; nothing is read if none do. */
  Uni<Cooldowns> cooldowns(
      SqlClient on, TierChange change, List<Playbook> playbooks, Surroundings around, Instant now) {
    return Planner.longestCooldown(change, playbooks, around, now)
        .map(longest -> lately(on, change, now.minus(longest), now))
        .orElseGet(() -> Uni.createFrom().item(Cooldowns.NONE));
  }

  private Uni<Cooldowns> lately(SqlClient on, TierChange change, Instant from, Instant now) {
    return cooldowns
        .lately(on, List.of(change.leadId()), from, now)
        .map(told -> Told.before(now, change.leadId(), told));
  }

  private static Endpoint endpoint(SetUp setUp) {
    return new Endpoint(setUp.destination().type(), setUp.connector().verbs());
  }
}
