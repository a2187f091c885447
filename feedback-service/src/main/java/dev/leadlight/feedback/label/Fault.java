package dev.leadlight.feedback.label;

import dev.leadlight.contracts.http.Problem.Place;

/**
 * Why a message can't be taken.
 *
 * @param reason a short name for counters: {@code question}, {@code currency}, …
 */
public record Fault(String reason, Place place) {

  /** At a place of the body. */
  public static Fault at(String reason, String pointer, String message) {
    return new Fault(reason, Place.at(pointer, message));
  }
}
