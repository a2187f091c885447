package dev.leadlight.feedback.experiment;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.experiment.Experiment.Challenger;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as somebody wants it.
 *
 * @param challengers none to find out only what acting on leads is worth
 * @param holdOut share of the leads to leave alone; 0 when absent
 */
public record ExperimentRequest(@Nullable List<Challenger> challengers, @Nullable Double holdOut) {

  /**
   * Why it can't be started or changed: an experiment that has ended stays as it is, and only one
   * runs at a time.
   */
  public static Optional<String> conflict(String id, Collection<Experiment> known) {
    for (Experiment other : known) {
      if (other.id().equals(id) && other.hasEnded()) {
        return Optional.of("The experiment " + id + " has ended; start one with another id.");
      }
      if (!other.id().equals(id) && !other.hasEnded()) {
        return Optional.of("The experiment " + other.id() + " is running; end it first.");
      }
    }
    return Optional.empty();
  }

  /**
   * The experiment. One that is running keeps its beginning and its draw, so that a lead's arm only
   * changes as {@link Experiment} says; with other shares it is counted anew from now on.
   *
   * @param champion the card in force
   * @param salt for a new one
   */
  public Experiment applied(
      String id, Collection<Experiment> known, ScorecardRef champion, String salt, Instant now) {
    Optional<Experiment> before =
        known.stream().filter(experiment -> experiment.id().equals(id)).findFirst();
    Experiment wanted =
        new Experiment(
            id,
            before.map(Experiment::champion).orElse(champion),
            challengers == null ? List.of() : challengers,
            holdOut == null ? 0 : holdOut,
            before.map(Experiment::salt).orElse(salt),
            before.map(Experiment::startedAt).orElse(now),
            null,
            before.map(Experiment::sharesSince).orElse(null));
    return before.isEmpty() || wanted.hasSharesOf(before.get())
        ? wanted
        : wanted.withSharesSince(now);
  }
}
