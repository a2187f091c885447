package dev.leadlight.ingest.body.shell;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Takes content types away that the framework cannot read: it would refuse the request before we
 * see it, and we read bodies whatever their content type says.
 */
@Singleton
public class UnreadableContentTypes {

  /** Before the framework's routes, after the filters that watch whole requests. */
  private static final int EARLY = 900;

  void register(@Observes Filters filters) {
    filters.register(UnreadableContentTypes::drop, EARLY);
  }

  private static void drop(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isReadable(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      request.headers().remove(HttpHeaders.CONTENT_TYPE);
    }
    context.next();
  }

  private static boolean isReadable(@Nullable String contentType) {
    if (contentType == null || contentType.equals(MediaType.APPLICATION_JSON)) {
      return true;
    }
    try {
      MediaType.valueOf(contentType);
      return true;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
