package dev.leadlight.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Every exception that reaches the edge becomes a problem here and nowhere else: mistakes of the
 * caller as they are told, our own trouble as 503 with {@code Retry-After}, anything else as 500
 * with one log line and without a word of its inside.
 */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String RETRY_SECONDS = "2";

  @ServerExceptionMapper
  public RestResponse<Problem> told(ProblemException failure) {
    RestResponse<Problem> answer = answer(failure.problem());
    failure
        .retryAfterSeconds()
        .ifPresent(
            seconds ->
                answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    return answer;
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public RestResponse<Problem> unauthorized() {
    return ResponseBuilder.create(
            RestResponse.Status.UNAUTHORIZED,
            Problem.of(
                ProblemType.UNAUTHORIZED,
                "Send the operator token: Authorization: Bearer <token>.",
                List.of()))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .build();
  }

  @ServerExceptionMapper
  public RestResponse<Problem> forbidden(ForbiddenException failure) {
    return answer(ProblemType.FORBIDDEN, "Your role does not allow this call.", List.of());
  }

  @ServerExceptionMapper
  public RestResponse<Problem> malformed(JsonProcessingException failure) {
    String pointer = failure instanceof JsonMappingException mapping ? pointer(mapping) : "";
    String where =
        failure.getLocation() == null
            ? ""
            : " at line "
                + failure.getLocation().getLineNr()
                + ", column "
                + failure.getLocation().getColumnNr();
    return answer(
        ProblemType.MALFORMED_JSON,
        "The body could not be read as JSON" + where + ".",
        List.of(Place.at(pointer, "not what is expected here")));
  }

  @ServerExceptionMapper
  public RestResponse<Problem> invalid(ConstraintViolationException failure) {
    List<Place> places = new ArrayList<>();
    for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
      String name = null;
      for (Path.Node node : violation.getPropertyPath()) {
        name = node.getName();
      }
      places.add(Place.parameter(String.valueOf(name), violation.getMessage()));
    }
    String detail =
        places.stream()
            .map(place -> place.parameter() + " " + place.message())
            .collect(Collectors.joining("; "));
    return answer(ProblemType.INVALID_REQUEST, detail, places);
  }

  @ServerExceptionMapper
  public RestResponse<Problem> refused(WebApplicationException failure) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    int status = failure.getResponse().getStatus();
    ProblemType type =
        Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.status() == status)
            .filter(candidate -> candidate != ProblemType.MALFORMED_JSON)
            .findFirst()
            .orElse(status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL);
    return answer(type, type.title() + ".", List.of());
  }

  @ServerExceptionMapper
  public RestResponse<Problem> fault(Throwable failure) {
    if (Failures.isInfrastructure(failure)) {
      LOG.warnf("answered 503: %s", failure.getClass().getName());
      return unavailable();
    }
    if (Failures.isZeroCharacter(failure)) {
      return answer(
          ProblemType.INVALID_REQUEST, "A text in the request holds a zero character.", List.of());
    }
    if (isUnreadableMediaType(failure)) {
      return answer(ProblemType.NOT_ACCEPTABLE, "Accept names no media type.", List.of());
    }
    // The message may quote what the caller sent, so only the kind and place of the fault are
    // logged.
    LOG.errorf("unexpected %s at %s", failure.getClass().getName(), firstFrame(failure));
    return answer(
        ProblemType.INTERNAL, "Something went wrong on our side; it has been logged.", List.of());
  }

  /** 503 with {@code Retry-After}. */
  public static RestResponse<Problem> unavailable() {
    return ResponseBuilder.create(
            RestResponse.Status.SERVICE_UNAVAILABLE,
            Problem.of(
                ProblemType.UNAVAILABLE,
                "A part of the system is away for a moment; send the same request again.",
                List.of()))
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .build();
  }

  static RestResponse<Problem> answer(ProblemType type, String detail, List<Place> places) {
    return answer(Problem.of(type, detail, places));
  }

  private static RestResponse<Problem> answer(Problem problem) {
    ResponseBuilder<Problem> response =
        ResponseBuilder.<Problem>create(problem.status())
            .entity(problem)
            .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    return problem.status() == ProblemType.UNAVAILABLE.status()
        ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build()
        : response.build();
  }

  /** The framework reads {@code Accept} only once there are several types to choose from. */
  private static boolean isUnreadableMediaType(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return failure instanceof IllegalArgumentException
        && frames.length > 0
        && frames[0].getClassName().endsWith(".MediaTypeHeaderDelegate");
  }

  private static String firstFrame(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return Arrays.stream(frames)
        .filter(frame -> frame.getClassName().startsWith("dev.leadlight"))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse(frames.length == 0 ? "unknown" : frames[0].toString());
  }

  private static String pointer(JsonMappingException failure) {
    return Pointer.to(
        failure.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getFieldName())
            .toArray(String[]::new));
  }
}
