package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import java.util.List;

/**
 * A caller's mistake on its way to the mapper. Carries no stack trace: it is an answer, not a
 * fault.
 */
public class ProblemException extends RuntimeException {

  private final transient Problem problem;

  public ProblemException(ProblemType type, String detail, List<Place> places) {
    super(detail, null, false, false);
    this.problem = Problem.of(type, detail, places);
  }

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  /** A wrong parameter. */
  public static ProblemException parameter(String name, String message) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        name + ": " + message,
        List.of(Place.parameter(name, message)));
  }

  public Problem problem() {
    return problem;
  }
}
