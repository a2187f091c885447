package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that say to be larger than the framework's limit, where there is one, before the
 * framework does it without a word.
 */
@Singleton
public class TooLargeBodies {

  /** Before the framework looks. */
  private static final int EARLY = 800;

  private final Optional<MemorySize> limit;

  TooLargeBodies(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> limit) {
    this.limit = limit;
  }

  void register(@Observes Filters filters) {
    limit.ifPresent(most -> filters.register(context -> check(context, most.asLongValue()), EARLY));
  }

  private static void check(RoutingContext context, long most) {
    HttpServerRequest request = context.request();
    if (length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) <= most) {
      context.next();
      return;
    }
    // Nobody reads the body, so nothing can follow it.
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    context.response().endHandler(answered -> request.connection().close());
    Answers.end(
        context.response(),
        ProblemMappers.answer(
            ProblemType.PAYLOAD_TOO_LARGE, "Send at most " + most + " bytes.", List.of()));
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException unreadable) {
      return 0;
    }
  }
}
