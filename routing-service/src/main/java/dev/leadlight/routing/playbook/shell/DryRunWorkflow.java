package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.DryRun;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.Told;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tier changes, considers them, writes nothing: two round trips a page. */
@ApplicationScoped
class DryRunWorkflow {

  private final Playbooks playbooks;
  private final Destinations destinations;
  private final Planning planning;
  private final TierChangeStore changes;
  private final CooldownStore cooldowns;
  private final Pool pool;
  private final Clock clock;

  DryRunWorkflow(
      Playbooks playbooks,
      Destinations destinations,
      Planning planning,
      TierChangeStore changes,
      CooldownStore cooldowns,
      Pool pool,
      Clock clock) {
    this.playbooks = playbooks;
    this.destinations = destinations;
    this.planning = planning;
    this.changes = changes;
    this.cooldowns = cooldowns;
    this.pool = pool;
    this.clock = clock;
  }

  Uni<DryRunView> run(DryRunRequest request) {
    return destinations
        .load()
        .chain(playbooks::load)
        .chain(() -> cases(request))
        .chain(cases -> consider(cases, request));
  }

  /** One more than asked for tells whether the period goes on. */
  private Uni<List<DryRun.Case>> cases(DryRunRequest request) {
    if (request.change() != null) {
      return Uni.createFrom().item(List.of(new DryRun.Case(request.change(), clock.instant())));
    }
    return request.lead() == null
        ? changes.within(request.from(), request.to(), request.cursor(), request.limit() + 1)
        : changes.latestOf(request.lead()).invoke(DryRunWorkflow::mustBeThere);
  }

  private Uni<DryRunView> consider(List<DryRun.Case> found, DryRunRequest request) {
    List<DryRun.Case> page = found.stream().limit(request.limit()).toList();
    List<Playbook> tried = request.playbooks() == null ? playbooks.all() : request.playbooks();
    return told(page, tried)
        .map(told -> DryRun.of(page, tried, planning.surroundings(), told))
        .map(trials -> DryRunView.of(trials, next(found, page)));
  }

  /** What the leads were told in truth, as far back as the longest cooldown reaches. */
  private Uni<List<Told>> told(List<DryRun.Case> page, List<Playbook> tried) {
    Optional<Duration> longest =
        tried.stream()
            .flatMap(playbook -> playbook.actions().stream())
            .map(Action::cooldown)
            .filter(Objects::nonNull)
            .max(Duration::compareTo);
    if (page.isEmpty() || longest.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Instant first = page.get(0).now();
    Instant last = page.get(page.size() - 1).now();
    return cooldowns.lately(
        pool,
        page.stream().map(each -> each.change().leadId()).toList(),
        first.minus(longest.get()),
        last);
  }

  private static @Nullable String next(List<DryRun.Case> found, List<DryRun.Case> page) {
    if (found.size() == page.size()) {
      return null;
    }
    DryRun.Case last = page.get(page.size() - 1);
    return PageCursor.of(last.now(), last.change().id()).text();
  }

  private static void mustBeThere(List<DryRun.Case> found) {
    if (found.isEmpty()) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "No tier change of such a lead has been taken.");
    }
  }
}
