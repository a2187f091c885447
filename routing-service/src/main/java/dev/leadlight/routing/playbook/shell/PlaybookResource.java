package dev.leadlight.routing.playbook.shell;

import dev.leadlight.platform.access.Roles;
import dev.leadlight.routing.destination.shell.Destinations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens on a tier change. */
@Path("/v1/playbooks")
@Tag(name = "Playbooks", description = "What happens on a tier change")
public class PlaybookResource {

  private final Playbooks playbooks;
  private final Destinations destinations;

  PlaybookResource(Playbooks playbooks, Destinations destinations) {
    this.playbooks = playbooks;
    this.destinations = destinations;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists the playbooks in force")
  @APIResponse(responseCode = "200", description = "All of them")
  public PlaybookList list() {
    return new PlaybookList(
        playbooks.all().stream()
            .map(playbook -> PlaybookView.of(playbook, destinations.names()))
            .toList());
  }

  /** All playbooks. */
  public record PlaybookList(List<PlaybookView> playbooks) {}
}
