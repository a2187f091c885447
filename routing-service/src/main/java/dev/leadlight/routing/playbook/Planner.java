package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a tier change into deliveries. */
public final class Planner {

  /** Refusing one of them stops marketing, of which there is none but by e-mail. */
  private static final List<String> PURPOSES = List.of("marketing", "email");

  /**
   * What the playbooks ask for, in their order. What must not be sent is planned as suppressed, so
   * that it can be counted. The same change gives the same ids.
   *
   * @param destinations those that are set up, with their type by id; nothing is planned for others
   */
  public static Plan plan(
      TierChange change, List<Playbook> playbooks, Map<String, String> destinations, Instant now) {
    List<Action> assignments = new ArrayList<>();
    List<PlannedDelivery> deliveries = new ArrayList<>();
    for (Playbook playbook : playbooks) {
      if (playbook.when().matches(change)) {
        for (Action action : playbook.actions()) {
          String type = action.to() == null ? null : destinations.get(action.to());
          if (action.to() == null && !isHeldOut(change)) {
            assignments.add(action);
          } else if (action.to() != null && type != null) {
            deliveries.add(planned(change, playbook, action, action.to(), type, now));
          }
        }
      }
    }
    return new Plan(assignments, deliveries);
  }

  private static PlannedDelivery planned(
      TierChange change, Playbook playbook, Action action, String to, String type, Instant now) {
    Instant dueAt = now.plus(action.delay());
    Duration staleAfter = action.staleAfter();
    return new PlannedDelivery(
        PlannedDelivery.idOf(change.id(), playbook.id(), action.name()),
        playbook.id(),
        action.name(),
        to,
        action.verb(),
        action.with(),
        action.verb().subject(type, action.with()),
        dueAt,
        staleAfter == null ? null : dueAt.plus(staleAfter),
        suppression(change, action));
  }

  private static @Nullable Reason suppression(TierChange change, Action action) {
    if (isHeldOut(change)) {
      return Reason.HOLD_OUT;
    }
    boolean refused =
        PURPOSES.stream().anyMatch(purpose -> Boolean.FALSE.equals(change.consent().get(purpose)));
    return action.verb().isMarketing() && refused ? Reason.NO_CONSENT : null;
  }

  private static boolean isHeldOut(TierChange change) {
    return Experiment.HOLD_OUT.equals(change.arm());
  }

  private Planner() {}
}
