package dev.leadlight.ingest.body.shell;

import dev.leadlight.platform.problem.Answers;
import dev.leadlight.platform.problem.ProblemMappers;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests that come late. The framework goes on taking new ones when the service is told
 * to end, which is right until balancers have heard of it, and waits for a moment in which none is
 * in flight. Under steady traffic there is no such moment, so that it would cut off at the end of
 * its patience whatever is in flight then. In the second half of it we take no more, and what is in
 * flight ends.
 */
@Singleton
public class LateRequests {

  /** Before all filters but those that watch whole requests. */
  private static final int EARLY = 975;

  private final Vertx vertx;
  private final Optional<Duration> patience;
  private volatile boolean isLate;

  LateRequests(
      Vertx vertx, @ConfigProperty(name = "quarkus.shutdown.timeout") Optional<Duration> patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  void end(@Observes ShutdownDelayInitiatedEvent told) {
    patience.ifPresent(
        all -> vertx.setTimer(Math.max(1, all.toMillis() / 2), half -> isLate = true));
  }

  private void check(RoutingContext context) {
    if (isLate) {
      Answers.end(context.response(), ProblemMappers.unavailable());
    } else {
      context.next();
    }
  }
}
