package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.tier.TierChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns a tier change into deliveries. The same change gives the same ids, and a dry run gives what
 * planning gives, for both come from {@link #consider}.
 */
public final class Planner {

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
    Occasion occasion = new Occasion(change, playbook.id(), around, cooldowns, now);
    return new Consideration(
        playbook,
        unmet,
        unmet.isEmpty() ? playbook.actions().stream().map(occasion::decide).toList() : List.of());
  }

  private static List<String> unmet(
      TierChange change, Playbook playbook, Surroundings around, Instant now) {
    return playbook.enabled()
        ? playbook.when().unmet(change, now, around.zone())
        : List.of("enabled");
  }

  private Planner() {}
}
