package dev.leadlight.contracts.http;

import java.util.Locale;

/** The kinds of refusal. Each has a page in {@code docs/problems} named by its code. */
public enum ProblemType {
  MALFORMED_JSON(400, "The body is not the JSON we expect"),
  INVALID_REQUEST(400, "A parameter is missing or wrong"),
  UNAUTHORIZED(401, "Missing or wrong credentials"),
  FORBIDDEN(403, "These credentials do not allow that"),
  NOT_FOUND(404, "Nothing here"),
  METHOD_NOT_ALLOWED(405, "This method is not offered here"),
  NOT_ACCEPTABLE(406, "None of the accepted media types is offered"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  CONFLICT(409, "This contradicts what is stored"),
  PRECONDITION_FAILED(412, "It has changed since you read it"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "This media type or encoding is not understood"),
  UNPROCESSABLE(422, "Understood, but not acceptable"),
  PRECONDITION_REQUIRED(428, "Say which state you have read"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Something went wrong on our side"),
  UNAVAILABLE(503, "Not available for a moment");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Stable code, also the name of the documentation page: {@code payload-too-large}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
