package dev.leadlight.scoring.backtest.shell;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Once a stream of events has begun it can't become a 404, so that is found out before. */
public class KnownBacktestFilter {

  private final BacktestWorkflow workflow;

  KnownBacktestFilter(BacktestWorkflow workflow) {
    this.workflow = workflow;
  }

  @OfKnownBacktest
  @ServerRequestFilter
  Uni<Response> find(ContainerRequestContext request) {
    return workflow
        .find(request.getUriInfo().getPathParameters().getFirst("id"))
        .map(found -> null);
  }
}
