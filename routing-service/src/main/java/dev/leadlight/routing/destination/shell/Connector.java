package dev.leadlight.routing.destination.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A way to talk to all destinations of one type. Each bean of this interface is one type. */
public interface Connector {

  /** Its name: {@code hubspot}. */
  String type();

  /** What can be asked of such a destination. */
  Set<Verb> verbs();

  /**
   * What is wrong with settings, as pointers below {@code /settings} and {@code /secrets}; see
   * {@link dev.leadlight.routing.destination.SettingsCheck}. Pure.
   *
   * @param secrets names of those that are given
   */
  List<Place> checkSettings(Settings settings, Set<String> secrets);

  /**
   * Makes one attempt, within the configured time. What the destination or the network does wrong
   * is an answer; a failure is a fault of ours, but for {@link
   * dev.leadlight.routing.delivery.UnmappableException}, which says what can't be put into the
   * destination's words.
   */
  Uni<Answer> send(Delivery delivery, ReadyDestination destination);

  /** Most calls that such a system bears at once, of one replica. */
  default int callsAtOnce() {
    return Integer.MAX_VALUE;
  }

  /**
   * How many deliveries of a verb go into one call; 1 if each has calls of its own.
   *
   * @param hasRep whether their leads have reps: that may take calls for each
   */
  default int batchSize(Verb verb, boolean hasRep) {
    return 1;
  }

  /** Of deliveries with the same key only one may be in a batch; its own id unless told. */
  default Object batchKey(Delivery delivery) {
    return delivery.id();
  }

  /**
   * Makes one attempt at several deliveries, as {@link #send} does at one. One that is refused must
   * not fail the others. Systems without batches have all go alone.
   *
   * @param deliveries of the same verb with the same parameters, each of another lead
   * @return the answer to each by its id; what is not in it goes alone
   */
  default Uni<Map<String, Answer>> sendAll(
      List<Delivery> deliveries, ReadyDestination destination) {
    return Uni.createFrom().item(Map.of());
  }

  /**
   * Whether status 410 is said of the whole destination, which is to be left alone from then on, as
   * Standard Webhooks and Zapier want it; and not of something inside it.
   */
  default boolean canBeGone(Destination destination) {
    return false;
  }

  /**
   * Finds out whether the destination can be reached and takes our credentials, for real.
   *
   * @param sample of a person that doesn't exist, with the first of {@link #verbs}; sent as it is
   *     unless a type knows a way that leaves nothing behind
   */
  default Uni<Answer> test(Delivery sample, ReadyDestination destination) {
    return send(sample, destination);
  }
}
