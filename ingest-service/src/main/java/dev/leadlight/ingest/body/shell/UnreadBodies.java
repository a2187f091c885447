package dev.leadlight.ingest.body.shell;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends connections whose request was answered before its body had come, on whatever route: the
 * sender gets a moment to read the answer while the rest is thrown away, then the connection is
 * closed. Otherwise an endless body would keep it for ever.
 */
@Singleton
public class UnreadBodies {

  private static final long FAREWELL_MILLIS = 1_000;

  /** Before all other filters, so that their refusals are seen as well. */
  private static final int FIRST = 1_000;

  private final Vertx vertx;

  UnreadBodies(Vertx vertx) {
    this.vertx = vertx;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, FIRST);
  }

  private void watch(RoutingContext context) {
    context.addEndHandler(answered -> endUnread(context.request()));
    context.next();
  }

  private void endUnread(HttpServerRequest request) {
    if (!request.isEnded()) {
      long farewell = vertx.setTimer(FAREWELL_MILLIS, id -> request.connection().close());
      // Most are there already and end at once. Their timers would keep all that belongs to them.
      request.endHandler(end -> vertx.cancelTimer(farewell));
      request.handler(unread -> {});
      request.resume();
    }
  }
}
