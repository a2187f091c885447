package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a tier change into deliveries. */
public final class Planner {

  private static final String HOLD_OUT = "hold-out";

  /** Refusing one of them stops marketing, of which there is none but by e-mail. */
  private static final List<String> PURPOSES = List.of("marketing", "email");

  /**
   * What the playbooks ask for, in their order. What must not be sent is planned as suppressed, so
   * that it can be counted. The same change gives the same ids.
   */
  public static List<PlannedDelivery> plan(
      TierChange change, List<Playbook> playbooks, Instant now) {
    return playbooks.stream()
        .filter(playbook -> playbook.when().matches(change))
        .flatMap(
            playbook ->
                playbook.actions().stream().map(action -> planned(change, playbook, action, now)))
        .toList();
  }

  private static PlannedDelivery planned(
      TierChange change, Playbook playbook, Action action, Instant now) {
    return new PlannedDelivery(
        PlannedDelivery.idOf(change.id(), playbook.id(), action.name()),
        playbook.id(),
        action.name(),
        action.destination(),
        action.latestWins(),
        now,
        Optional.ofNullable(action.staleAfter()).map(now::plus).orElse(null),
        suppression(change, action));
  }

  private static @Nullable Reason suppression(TierChange change, Action action) {
    if (HOLD_OUT.equals(change.arm())) {
      return Reason.HOLD_OUT;
    }
    boolean refused =
        PURPOSES.stream().anyMatch(purpose -> Boolean.FALSE.equals(change.consent().get(purpose)));
    return action.isMarketing() && refused ? Reason.NO_CONSENT : null;
  }

  private Planner() {}
}
