package dev.leadlight.ingest.imports.shell;

import dev.leadlight.ingest.imports.Mapping;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.platform.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * A part of a file as a request brings it, the whole of it most often.
 *
 * @param more whether another request will bring the rest
 */
record Part(Source source, Mapping mapping, BodyPipe body, boolean zipped, boolean more) {

  /** What {@code Upload-Complete} says of a part that ends its file. */
  static final String LAST = "?1";

  private static final String NOT_LAST = "?0";

  /**
   * Takes the request's body over, on its event loop.
   *
   * @param complete what the request's {@code Upload-Complete} says
   * @throws ProblemException 400 if that says nothing, 415 for an unknown compression
   */
  static Part of(ImportOrder order, String complete, HttpServerRequest request, Duration patience) {
    boolean more = isMoreToCome(complete);
    boolean zipped = PlainBody.isZipped(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    Mapping mapping = ImportOrders.mapping(order);
    return new Part(order.source(), mapping, BodyPipe.of(request, patience), zipped, more);
  }

  private static boolean isMoreToCome(String complete) {
    return switch (complete.strip()) {
      case LAST -> false;
      case NOT_LAST -> true;
      default ->
          throw ProblemException.parameter(
              ImportAnswers.COMPLETE, "?1 if the file ends with this body, else ?0");
    };
  }
}
