package dev.leadlight.scoring.live.shell;

import dev.leadlight.scoring.answer.LeadFilter;
import dev.leadlight.scoring.answer.shell.ListWorkflow;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A stream that has begun can't become a 400, and a name that no card has would be watched in vain.
 */
public class KnownNamesFilter {

  private final ActiveScorecard scorecard;

  KnownNamesFilter(ActiveScorecard scorecard) {
    this.scorecard = scorecard;
  }

  @OfKnownNames
  @ServerRequestFilter
  Uni<Response> check(ContainerRequestContext request) {
    MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
    LeadFilter names = new LeadFilter(query.getFirst("tier"), query.getFirst("segment"), null);
    return scorecard.inForce().invoke(cards -> ListWorkflow.check(names, cards)).map(cards -> null);
  }
}
