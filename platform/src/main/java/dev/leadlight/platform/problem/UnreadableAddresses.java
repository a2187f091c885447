package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Refuses addresses that are no URIs, as with a broken escape, on whatever route. The framework
 * would do so without a word, before all filters; {@link dev.leadlight.platform.Main} tells it not
 * to.
 */
@Singleton
public class UnreadableAddresses {

  /** Before whatever reads the address, after the filters that watch whole requests. */
  private static final int EARLY = -950;

  /** Without a slash at its beginning an address has failed before anybody handles it. */
  void register(@Observes Router router) {
    router
        .route()
        .order(EARLY)
        .handler(UnreadableAddresses::check)
        .failureHandler(UnreadableAddresses::check);
  }

  private static void check(RoutingContext context) {
    if (isReadable(context.request())) {
      context.next();
      return;
    }
    // Nobody reads the body: it is thrown away, so that another request can follow.
    context.request().resume();
    Answers.end(
        context.response(),
        ProblemMappers.answer(
            ProblemType.INVALID_REQUEST,
            "Escape what a URI can't hold: write %25 for a percent sign, %7C for a bar.",
            List.of()));
  }

  private static boolean isReadable(HttpServerRequest request) {
    try {
      new URI(request.uri());
      return true;
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }
}
