package dev.leadlight.routing.connector.dialogue.shell;

import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a vendor's connector talks: it reads its settings, and begins a dialogue at this moment.
 *
 * @param settings reads those of a destination
 * @param opening the first step for a delivery
 * @param probe a question that only takes credentials, and leaves nothing behind
 */
public record Talks<S>(
    Dialogues dialogues,
    Clock clock,
    Function<Settings, S> settings,
    Opening<S> opening,
    BiFunction<S, Instant, Step> probe) {

  /** Begins a dialogue. */
  @FunctionalInterface
  public interface Opening<S> {
    /** The first step. */
    Step of(Delivery delivery, S settings, Instant now);
  }

  /** Makes an attempt at a delivery. */
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination, Line line) {
    S read = settings.apply(destination.settings());
    return dialogues.hold(destination, line, () -> opening.of(delivery, read, clock.instant()));
  }

  /** Tries a destination out. */
  public Uni<Answer> test(ReadyDestination destination, Line line) {
    S read = settings.apply(destination.settings());
    return dialogues.hold(destination, line, () -> probe.apply(read, clock.instant()));
  }
}
