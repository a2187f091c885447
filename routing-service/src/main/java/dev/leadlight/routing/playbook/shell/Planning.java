package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.DigestTimes;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.playbook.Cooldowns;
import dev.leadlight.routing.playbook.Endpoint;
import dev.leadlight.routing.playbook.Planner;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.Surroundings;
import dev.leadlight.routing.playbook.Told;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  /**
   * The cooldowns that matter for changes at a moment, each of another lead: one round trip, or
   * none if none do.
   */
  Uni<Function<TierChange, Cooldowns>> cooldowns(
      SqlClient on,
      List<TierChange> changes,
      Function<TierChange, List<Playbook>> playbooks,
      Surroundings around,
      Instant now) {
    Map<LeadId, Duration> reach = new HashMap<>();
    for (TierChange change : changes) {
      Planner.longestCooldown(change, playbooks.apply(change), around, now)
          .ifPresent(longest -> reach.put(change.leadId(), longest));
    }
    return reach.isEmpty()
        ? Uni.createFrom().item(change -> Cooldowns.NONE)
        : cooldowns
            .lately(on, reach.keySet(), now.minus(Collections.max(reach.values())), now)
            .map(told -> change -> Told.before(now, change.leadId(), told));
  }

  private static Endpoint endpoint(SetUp setUp) {
    Settings settings = setUp.destination().settings();
    return new Endpoint(
        setUp.destination().type(),
        setUp.connector().verbs(),
        settings.map(Settings.LISTS),
        settings.text(DigestTimes.NAME).flatMap(DigestTimes::parse).orElse(null));
  }
}
