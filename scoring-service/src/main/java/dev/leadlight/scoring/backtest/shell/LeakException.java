package dev.leadlight.scoring.backtest.shell;

import dev.leadlight.contracts.http.Problem.Place;
import java.util.List;

/** The draft would know the answer. Carries no stack trace: it is an answer, not a fault. */
final class LeakException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Place> places;

  LeakException(List<Place> places) {
    super("leak", null, false, false);
    this.places = List.copyOf(places);
  }

  List<Place> places() {
    return places;
  }
}
