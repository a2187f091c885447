package dev.leadlight.contracts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the form of RFC 9457, media type {@value #MEDIA_TYPE}.
 *
 * @param type stable; names a page in {@code docs/problems}
 * @param title fixed for the type
 * @param detail about this case, a sentence a person can act on, without personal data
 * @param code last part of the type, and {@code message} the detail once more: analytics-python 2
 *     reads these two from every JSON error and fails without them
 * @param errors the places that are wrong, when there are such
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    String code,
    String message,
    List<Place> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String BASE = "https://leadlight.dev/problems/";

  public Problem {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** A problem of a known type. */
  public static Problem of(ProblemType type, String detail, List<Place> errors) {
    return new Problem(
        URI.create(BASE + type.code()),
        type.title(),
        type.status(),
        detail,
        type.code(),
        detail,
        errors);
  }

  /**
   * One wrong place.
   *
   * @param pointer JSON pointer (RFC 6901) into the request's body; null for parameters
   * @param parameter name of the wrong query, path or header parameter; null for bodies
   * @param message what is expected there
   */
  public record Place(@Nullable String pointer, @Nullable String parameter, String message) {

    /** A place in the body. */
    public static Place at(String pointer, String message) {
      return new Place(pointer, null, message);
    }

    /** A parameter. */
    public static Place parameter(String name, String message) {
      return new Place(null, name, message);
    }
  }
}
