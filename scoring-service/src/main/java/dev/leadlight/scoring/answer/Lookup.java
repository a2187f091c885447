package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.http.Problem.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question about several leads at once.
 *
 * @param at the moment to evaluate at; null for now
 */
public record Lookup(List<LeadName> names, @Nullable Instant at) {

  /** How many leads one question may name. */
  public static final int MOST = 100;

  /**
   * As callers write it.
   *
   * @param leads each {@code kind:value} or {@code lead:id}
   * @param at a moment, see {@link Moment}; null for now
   */
  public record Body(@Nullable List<@Nullable String> leads, @Nullable String at) {}

  /**
   * What reading came to: a question, or what is wrong with it.
   *
   * @param lookup null if there are places
   */
  public record Reading(@Nullable Lookup lookup, List<Place> places) {}

  public Lookup {
    names = List.copyOf(names);
  }

  /** Reads a question; pointers name what is wrong, without repeating it. */
  public static Reading read(@Nullable Body body) {
    if (body == null || body.leads() == null || body.leads().isEmpty()) {
      return refused(Place.at("/leads", "a list of 1 to " + MOST + " leads is expected"));
    }
    if (body.leads().size() > MOST) {
      return refused(
          Place.at("/leads", "at most " + MOST + " leads, these are " + body.leads().size()));
    }
    List<Place> places = new ArrayList<>();
    List<LeadName> names = new ArrayList<>();
    for (int i = 0; i < body.leads().size(); i++) {
      Optional<LeadName> name = Optional.ofNullable(body.leads().get(i)).flatMap(LeadName::parse);
      if (name.isEmpty()) {
        places.add(Place.at("/leads/" + i, LeadName.EXPECTED));
      }
      name.ifPresent(names::add);
    }
    Optional<Instant> at = Optional.ofNullable(body.at()).flatMap(Moment::parse);
    if (body.at() != null && at.isEmpty()) {
      places.add(Place.at("/at", Moment.EXPECTED));
    }
    return places.isEmpty()
        ? new Reading(new Lookup(names, at.orElse(null)), List.of())
        : new Reading(null, places);
  }

  private static Reading refused(Place place) {
    return new Reading(null, List.of(place));
  }
}
