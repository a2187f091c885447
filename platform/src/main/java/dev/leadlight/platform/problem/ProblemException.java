package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A caller's mistake on its way to the mapper. Carries no stack trace: it is an answer, not a
 * fault.
 */
public class ProblemException extends RuntimeException {

  /** SDKs ignore longer waits. */
  private static final long LONGEST_WAIT_SECONDS = 300;

  private final transient Problem problem;
  private final @Nullable Duration wait;

  public ProblemException(ProblemType type, String detail, List<Place> places) {
    this(type, detail, places, null);
  }

  private ProblemException(
      ProblemType type, String detail, List<Place> places, @Nullable Duration wait) {
    super(detail, null, false, false);
    this.problem = Problem.of(type, detail, places);
    this.wait = wait;
  }

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  /** The caller is too quick: 429, and how long to wait before the same request may enter. */
  public static ProblemException tooMany(String detail, Duration wait) {
    return new ProblemException(ProblemType.TOO_MANY_REQUESTS, detail, List.of(), wait);
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

  /**
   * For {@code Retry-After}: whole seconds, 1 to 300; empty if this refusal has none of its own.
   */
  public OptionalLong retryAfterSeconds() {
    if (wait == null) {
      return OptionalLong.empty();
    }
    long roundedUp = wait.plusNanos(999_999_999).toSeconds();
    return OptionalLong.of(Math.max(1, Math.min(roundedUp, LONGEST_WAIT_SECONDS)));
  }
}
