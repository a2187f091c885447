package dev.leadlight.routing.assignment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a lead and why.
 *
 * @param rep null if nobody is free
 * @param candidates all reps who have not left long ago, in the order of their ids
 * @param standings of the reps whose standing it changes
 */
public record Decision(
    Ground ground,
    @Nullable String rep,
    List<Candidate> candidates,
    Map<String, Standing> standings) {

  public Decision {
    candidates = List.copyOf(candidates);
    standings = Map.copyOf(standings);
  }

  /** Why this one. */
  public enum Ground {
    /** It was the rep's turn. */
    TURN,
    /** The lead was the rep's before. */
    STAYS,
    /** Somebody said so. */
    BY_HAND,
    /** Nobody is free: the lead waits. */
    NOBODY_FREE;

    /** As the API writes it: {@code nobody-free}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
