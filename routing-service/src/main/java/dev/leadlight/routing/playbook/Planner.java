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
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a tier change into deliveries. The same change gives the same ids, and a dry run gives what
 * planning gives, for both come from {@link #consider}.
 */
public final class Planner {

  /** What stands for the destination of an assignment that is suppressed. */
  static final String ASSIGNMENT = "assignment";

  /**
   * What the playbooks ask for, in their order. What must not be sent is planned as suppressed, so
   * that it can be counted.
   */
  public static Plan plan(
      TierChange change,
      List<Playbook> playbooks,
      Surroundings around,
      Cooldowns cooldowns,
      Instant now) {
    return Plan.of(consider(change, playbooks, around, cooldowns, now));
  }

  /** What each playbook makes of a change, and why. */
  public static List<Consideration> consider(
      TierChange change,
      List<Playbook> playbooks,
      Surroundings around,
      Cooldowns cooldowns,
      Instant now) {
    return playbooks.stream()
        .map(playbook -> consider(change, playbook, around, cooldowns, now))
        .toList();
  }

  /** How far back the {@link Cooldowns} of a change have to reach; empty if they don't matter. */
  public static Optional<Duration> longestCooldown(
      TierChange change, List<Playbook> playbooks, Surroundings around, Instant now) {
    return playbooks.stream()
        .filter(playbook -> unmet(change, playbook, around, now).isEmpty())
        .flatMap(playbook -> playbook.actions().stream())
        .map(Action::cooldown)
        .filter(Objects::nonNull)
        .max(Duration::compareTo);
  }

  private static Consideration consider(
      TierChange change, Playbook playbook, Surroundings around, Cooldowns cooldowns, Instant now) {
    List<String> unmet = unmet(change, playbook, around, now);
    List<Decision> decisions =
        unmet.isEmpty()
            ? playbook.actions().stream()
                .map(action -> decide(change, playbook.id(), action, around, cooldowns, now))
                .toList()
            : List.of();
    return new Consideration(playbook, unmet, decisions);
  }

  private static List<String> unmet(
      TierChange change, Playbook playbook, Surroundings around, Instant now) {
    return playbook.enabled()
        ? playbook.when().unmet(change, now, around.zone())
        : List.of("enabled");
  }

  private static Decision decide(
      TierChange change,
      String playbook,
      Action action,
      Surroundings around,
      Cooldowns cooldowns,
      Instant now) {
    if (!around.canDo(action)) {
      return new Decision(action, Decision.Kind.NOT_CONFIGURED, null);
    }
    ZoneId zone = LeadZone.of(change, around.zone());
    QuietHours quiet = action.quietHours() == null ? null : action.quietHours().in(zone);
    Instant mayGoAt = now.plus(action.delay());
    Cooldowns.Key key = new Cooldowns.Key(playbook, action.name());
    Reason reason = null;
    if (Experiment.HOLD_OUT.equals(change.arm())) {
      reason = Reason.HOLD_OUT;
    } else if (Consent.forbids(action.verb(), change.consent())) {
      reason = Reason.NO_CONSENT;
    } else if (cooldowns.isCooling(key, action.cooldown(), mayGoAt)) {
      reason = Reason.COOLDOWN;
    } else if (quiet != null && quiet.otherwise() == Otherwise.DROP && quiet.contains(mayGoAt)) {
      reason = Reason.QUIET_HOURS;
    }
    if (reason == null && action.to() == null) {
      return new Decision(action, Decision.Kind.ASSIGN, null);
    }
    Instant dueAt = reason == null && quiet != null ? quiet.endAfter(mayGoAt) : mayGoAt;
    return new Decision(
        action,
        reason == null ? Decision.Kind.SEND : Decision.Kind.SUPPRESS,
        delivery(change, playbook, action, around.typeOf(action), dueAt, quiet, reason));
  }

  private static PlannedDelivery delivery(
      TierChange change,
      String playbook,
      Action action,
      String destinationType,
      Instant dueAt,
      @Nullable QuietHours quiet,
      @Nullable Reason suppressed) {
    Duration staleAfter = action.staleAfter();
    return new PlannedDelivery(
        PlannedDelivery.idOf(change.id(), playbook, action.name()),
        playbook,
        action.name(),
        action.to() == null ? ASSIGNMENT : action.to(),
        action.verb(),
        action.with(),
        action.verb().subject(destinationType, action.with()),
        dueAt,
        staleAfter == null ? null : dueAt.plus(staleAfter),
        quiet,
        suppressed);
  }

  private Planner() {}
}
