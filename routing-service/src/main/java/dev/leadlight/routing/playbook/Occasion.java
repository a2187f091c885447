package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Consent;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.QuietHours;
import dev.leadlight.routing.delivery.QuietHours.Otherwise;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A playbook that is for a tier change, at the moment of planning.
 *
 * @param playbook its id
 */
record Occasion(
    TierChange change, String playbook, Surroundings around, Cooldowns cooldowns, Instant now) {

  /** What stands for the destination of an assignment that is suppressed. */
  private static final String ASSIGNMENT = "assignment";

  /** What becomes of one of its actions. */
  Decision decide(Action action) {
    if (!around.canDo(action)) {
      return new Decision(action, Decision.Kind.NOT_CONFIGURED, null);
    }
    Reason objection = objection(action);
    if (objection != null) {
      return new Decision(action, Decision.Kind.SUPPRESS, delivery(action, objection));
    }
    return action.to() == null
        ? new Decision(action, Decision.Kind.ASSIGN, null)
        : new Decision(action, Decision.Kind.SEND, delivery(action, null));
  }

  /** Why it must not be done; the first that applies. */
  private @Nullable Reason objection(Action action) {
    if (Experiment.HOLD_OUT.equals(change.arm())) {
      return Reason.HOLD_OUT;
    }
    if (Consent.forbids(action.verb(), change.consent())) {
      return Reason.NO_CONSENT;
    }
    Cooldowns.Key key = new Cooldowns.Key(playbook, action.name());
    if (cooldowns.isCooling(key, action.cooldown(), afterDelay(action))) {
      return Reason.COOLDOWN;
    }
    return isDroppedByQuietHours(action) ? Reason.QUIET_HOURS : null;
  }

  private boolean isDroppedByQuietHours(Action action) {
    QuietHours quiet = quietHours(action);
    return quiet != null
        && quiet.otherwise() == Otherwise.DROP
        && quiet.contains(afterDelay(action));
  }

  private Instant afterDelay(Action action) {
    return now.plus(action.delay());
  }

  /** When it could go: after its delay, and not in quiet hours. */
  private Instant mayGoAt(Action action) {
    QuietHours quiet = quietHours(action);
    return quiet == null ? afterDelay(action) : quiet.endAfter(afterDelay(action));
  }

  private @Nullable QuietHours quietHours(Action action) {
    Quiet quiet = action.quietHours();
    return quiet == null ? null : quiet.in(LeadZone.of(change, around.zone()));
  }

  /** A deadline counts from when it could go, so what waits long for its digest may miss it. */
  private PlannedDelivery delivery(Action action, @Nullable Reason suppressed) {
    Map<String, String> with = around.parameters(action).orElse(action.with());
    Instant mayGoAt = suppressed == null ? mayGoAt(action) : afterDelay(action);
    Duration staleAfter = action.staleAfter();
    return new PlannedDelivery(
        PlannedDelivery.idOf(change.id(), playbook, action.name()),
        playbook,
        action.name(),
        action.to() == null ? ASSIGNMENT : action.to(),
        action.verb(),
        with,
        action.verb().subject(around.endpoint(action).map(Endpoint::type).orElse(""), with),
        suppressed == null ? dueAt(action, mayGoAt) : mayGoAt,
        staleAfter == null ? null : mayGoAt.plus(staleAfter),
        quietHours(action),
        suppressed);
  }

  private Instant dueAt(Action action, Instant mayGoAt) {
    return around
        .endpoint(action)
        .flatMap(endpoint -> endpoint.digest(action))
        .map(times -> times.after(mayGoAt))
        .orElse(mayGoAt);
  }
}
