package dev.leadlight.routing.playbook.shell;

import dev.leadlight.platform.access.Roles;
import dev.leadlight.routing.delivery.shell.Destinations;
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

  private final List<PlaybookView> playbooks;

  PlaybookResource(Playbooks playbooks, Destinations destinations) {
    this.playbooks =
        playbooks.all().stream()
            .map(playbook -> PlaybookView.of(playbook, destinations.names()))
            .toList();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists the playbooks in force")
  @APIResponse(responseCode = "200", description = "All of them")
  public PlaybookList list() {
    return new PlaybookList(playbooks);
  }

  /** All playbooks. */
  public record PlaybookList(List<PlaybookView> playbooks) {}
}
