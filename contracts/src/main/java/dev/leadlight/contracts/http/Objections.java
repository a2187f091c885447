package dev.leadlight.contracts.http;

import dev.leadlight.contracts.http.Problem.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is wrong with what somebody has sent, collected while it is read, so that the sender
 * learns of every place at once.
 */
public final class Objections {

  private final List<Place> places = new ArrayList<>();

  /** Notes a place that is wrong. */
  public void add(String pointer, String expected) {
    places.add(Place.at(pointer, expected));
  }

  /** Notes the place unless what is expected there holds. */
  public void require(boolean holds, String pointer, String expected) {
    if (!holds) {
      add(pointer, expected);
    }
  }

  /** How many there are; more than before, if something that was read since is wrong. */
  public int count() {
    return places.size();
  }

  public boolean isEmpty() {
    return places.isEmpty();
  }

  /** In the order in which they were found. */
  public List<Place> places() {
    return List.copyOf(places);
  }
}
