package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.Verb;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook asks for. Whether a later change makes an unsent one pointless, and whether it is
 * marketing, follows from the {@link Verb}.
 *
 * @param name unique within the playbook, and part of the delivery's id
 * @param to id of the destination; null for verbs that have none
 * @param with parameters of the verb, for example the list's id
 * @param delay how long after the tier change it may go
 * @param staleAfter counted from when it may go: after that it is not worth telling; null if it
 *     always is
 * @param cooldown how long after an earlier one for the same lead it is left out; null if never
 * @param quietHours in the lead's time zone; null if it may go at any hour
 */
public record Action(
    String name,
    Verb verb,
    @Nullable String to,
    Map<String, String> with,
    Duration delay,
    @Nullable Duration staleAfter,
    @Nullable Duration cooldown,
    @Nullable Quiet quietHours) {

  public Action {
    with = Map.copyOf(with);
    if (verb.hasDestination() == (to == null)) {
      throw new IllegalArgumentException("action " + name + ": wrong destination for its verb");
    }
  }

  /** One that goes at once, at any hour, whenever asked for. */
  public static Action of(String name, Verb verb, @Nullable String to) {
    return new Action(name, verb, to, Map.of(), Duration.ZERO, null, null, null);
  }

  /** The same with parameters. */
  public Action with(Map<String, String> parameters) {
    return new Action(name, verb, to, parameters, delay, staleAfter, cooldown, quietHours);
  }
}
