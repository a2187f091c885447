package dev.leadlight.routing.verdict.shell;

import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.shell.AcknowledgementWorkflow;
import dev.leadlight.routing.link.shell.LinkPages;
import dev.leadlight.routing.link.shell.LinkPages.Words;
import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Where the link in a rep's e-mail leads. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/hooks/acknowledge")
@Tag(name = "Links", description = "Where links in e-mails lead")
@Produces(MediaType.TEXT_HTML)
public class AcknowledgeResource {

  private static final String BY = "email";

  private final AcknowledgementWorkflow assignments;
  private final Links links;
  private final LinkPages pages;
  private final Clock clock;

  AcknowledgeResource(
      AcknowledgementWorkflow assignments, Links links, LinkPages pages, Clock clock) {
    this.assignments = assignments;
    this.links = links;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Path("/{token}")
  @PermitAll
  @Operation(
      summary = "Shows the button to acknowledge a lead",
      description = "Changes nothing. The token in the address is the only credential.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "404", description = "The link is too old, or not complete")
  public Uni<RestResponse<String>> show(@RestPath String token) {
    return links.acknowledging(token, clock.instant()).isPresent()
        ? pages.page(
            Words.of("Are you on it?", "Press the button if you act on this lead.", "I am on it"))
        : expired();
  }

  @POST
  @Path("/{token}")
  @PermitAll
  @Operation(
      summary = "Acknowledges a lead",
      description = "For the rep whom the e-mail went to; doing it again changes nothing.")
  @APIResponse(responseCode = "200", description = "A page that says whose the lead is")
  @APIResponse(responseCode = "404", description = "The link is too old, or not complete")
  public Uni<RestResponse<String>> acknowledge(@RestPath String token) {
    Optional<List<String>> parts = links.acknowledging(token, clock.instant());
    return parts.isEmpty()
        ? expired()
        : assignments
            .acknowledge(parts.get().get(0), parts.get().get(1), BY)
            .chain(holder -> said(holder, parts.get().get(1)));
  }

  private Uni<RestResponse<String>> said(Optional<Rep> holder, String rep) {
    if (holder.isEmpty()) {
      return pages.page(
          Words.of("Nothing left to do", "This lead is closed, or waits for somebody else.", null));
    }
    return holder.get().id().equals(rep)
        ? pages.page(Words.of("Thank you", "The lead is yours.", null))
        : pages.page(
            Words.of("Too late", "This lead is " + holder.get().name() + "'s by now.", null));
  }

  private Uni<RestResponse<String>> expired() {
    return pages.noSuchLink(
        Words.of("This link does not work", "It is too old, or not complete.", null));
  }
}
