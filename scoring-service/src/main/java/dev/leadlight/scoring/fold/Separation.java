package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The word of an operator that some identities are not the same person as others. It stands among
 * the events, so that it is carried out as surely as they are, and again when leads are rebuilt
 * from them. It holds whatever comes first: if the two are one lead, that lead is parted; if they
 * are not, they never become one.
 *
 * @param leaving identities that do not belong to the others
 * @param staying the others, strongest first
 */
public record Separation(Set<Identity> leaving, List<Identity> staying) {

  /** Its name among the signals. */
  public static final Signal SIGNAL = new Signal("lead_unmerged");

  private static final String LEAVING = "leaving";

  private static final Comparator<Identity> STRENGTH =
      Comparator.comparing(Identity::kind).thenComparing(Identity::value);

  /** The event that says it. */
  public static ShopperEvent event(
      String id, Collection<Identity> leaving, Collection<Identity> staying, Instant now) {
    List<Identity> all = new ArrayList<>(leaving);
    all.addAll(staying);
    return new ShopperEvent(
        id,
        SIGNAL,
        all,
        Channel.CRM,
        Effect.Derived.SOURCE,
        now,
        now,
        null,
        Map.of(LEAVING, leaving.stream().map(Identity::label).sorted().toList()),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  /** What an event says of it; empty for all that senders send, whatever they call it. */
  public static Optional<Separation> of(ShopperEvent event) {
    if (!event.signal().equals(SIGNAL)
        || !event.source().equals(Effect.Derived.SOURCE)
        || !(event.properties().get(LEAVING) instanceof Collection<?> labels)) {
      return Optional.empty();
    }
    Set<Identity> leaving =
        event.identities().stream()
            .filter(identity -> labels.contains(identity.label()))
            .collect(Collectors.toUnmodifiableSet());
    List<Identity> staying =
        event.identities().stream().filter(identity -> !leaving.contains(identity)).toList();
    return leaving.isEmpty() || staying.isEmpty()
        ? Optional.empty()
        : Optional.of(new Separation(leaving, staying));
  }

  /** The strongest of some identities. */
  static Identity strongest(Collection<Identity> identities) {
    return identities.stream().min(STRENGTH).orElseThrow();
  }
}
