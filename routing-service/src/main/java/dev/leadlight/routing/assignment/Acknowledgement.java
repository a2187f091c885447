package dev.leadlight.routing.assignment;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What it comes to when somebody says to be on a lead, by how the lead's latest assignment stands.
 *
 * <pre>
 * held by whoever says so            → Confirmed
 * waiting, and theirs until a while  → Returned: it is theirs again
 * another's, ended, or none at all   → Unchanged
 * </pre>
 */
public sealed interface Acknowledgement {

  /** Who has the lead is at it; a rep who has left is nobody's holder. */
  record Confirmed(Assignment held, Optional<Rep> holder) implements Acknowledgement {
    @Override
    public <T> T fold(
        Function<Confirmed, T> confirmed,
        Function<Returned, T> returned,
        Function<Unchanged, T> unchanged) {
      return confirmed.apply(this);
    }
  }

  /** Who had let it go is late, but not too late. */
  record Returned(Assignment waiting, Rep late) implements Acknowledgement {
    @Override
    public <T> T fold(
        Function<Confirmed, T> confirmed,
        Function<Returned, T> returned,
        Function<Unchanged, T> unchanged) {
      return returned.apply(this);
    }
  }

  /** Nothing changes by it: the lead is that rep's, or nobody's. */
  record Unchanged(Optional<Rep> holder) implements Acknowledgement {
    @Override
    public <T> T fold(
        Function<Confirmed, T> confirmed,
        Function<Returned, T> returned,
        Function<Unchanged, T> unchanged) {
      return unchanged.apply(this);
    }
  }

  /** The one dispatch over the three cases. */
  <T> T fold(
      Function<Confirmed, T> confirmed,
      Function<Returned, T> returned,
      Function<Unchanged, T> unchanged);

  /**
   * Decides.
   *
   * @param by the rep who says so; null for whoever has it
   */
  static Acknowledgement of(Optional<Assignment> latest, @Nullable String by, Roster roster) {
    Optional<Rep> late = by == null ? Optional.empty() : late(latest, by, roster);
    if (latest.isPresent() && late.isPresent()) {
      return new Returned(latest.get(), late.get());
    }
    Optional<Assignment> held = latest.filter(found -> found.state().isHeld());
    Optional<Rep> holder = held.map(Assignment::rep).flatMap(roster::active);
    return held.isPresent() && (by == null || by.equals(held.get().rep()))
        ? new Confirmed(held.get(), holder)
        : new Unchanged(holder);
  }

  private static Optional<Rep> late(Optional<Assignment> latest, String by, Roster roster) {
    return latest.filter(found -> found.isWaitingAfter(by)).flatMap(found -> roster.active(by));
  }
}
