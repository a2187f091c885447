package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.routing.link.shell.LinkPages;
import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Where people say that they want no more marketing mail (RFC 8058). */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/hooks/unsubscribe")
@Tag(name = "Links", description = "Where links in e-mails lead")
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

  private final SuppressionStore suppressions;
  private final UnsubscribePublisher publisher;
  private final Links links;
  private final LinkPages pages;
  private final Clock clock;

  UnsubscribeResource(
      SuppressionStore suppressions,
      UnsubscribePublisher publisher,
      Links links,
      LinkPages pages,
      Clock clock) {
    this.suppressions = suppressions;
    this.publisher = publisher;
    this.links = links;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Path("/{token}")
  @PermitAll
  @Operation(
      summary = "Shows the button to unsubscribe",
      description = "Changes nothing, for scanners follow links.")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "404", description = "The link is not complete")
  public Uni<RestResponse<String>> show(@RestPath String token) {
    return links.unsubscribing(token, clock.instant()).isPresent()
        ? pages.page("No more e-mails?", "Press the button to unsubscribe.", "Unsubscribe")
        : incomplete();
  }

  @POST
  @Path("/{token}")
  @PermitAll
  @Operation(
      summary = "Unsubscribes",
      description =
          "At once, whatever the body says; mailbox providers post List-Unsubscribe=One-Click. A used"
              + " token is answered in the same way.")
  @APIResponse(responseCode = "200", description = "Unsubscribed")
  @APIResponse(responseCode = "404", description = "The link is not complete")
  @APIResponse(responseCode = "503", description = "Not written down; to be tried again")
  public Uni<RestResponse<String>> unsubscribe(@RestPath String token) {
    Instant now = clock.instant();
    return links
        .unsubscribing(token, now)
        .map(
            address ->
                unsubscribe(address, now)
                    .chain(
                        () ->
                            pages.page(
                                "Unsubscribed", "You will get no more of these e-mails.", null)))
        .orElseGet(this::incomplete);
  }

  /** Whoever believed to be unsubscribed would go on getting mails. */
  private Uni<RestResponse<String>> incomplete() {
    return pages.noSuchLink(
        "It is not complete, so nothing has changed. Please open it from the e-mail once more.");
  }

  /** Our own mails stop at once; all others when scoring-service has taken the event. */
  private Uni<Void> unsubscribe(String address, Instant now) {
    return suppressions.suppress(address, now).chain(() -> publisher.publish(address, now));
  }
}
