package dev.leadlight.scoring.shadow.shell;

import dev.leadlight.platform.access.Roles;
import dev.leadlight.scoring.shadow.ShadowReport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a draft would change on live traffic. One round trip to Redis. */
@Path("/v1/shadow")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Shadow")
public class ShadowResource {

  private final ShadowWorkflow workflow;

  ShadowResource(ShadowWorkflow workflow) {
    this.workflow = workflow;
  }

  @GET
  @Operation(
      summary = "How many leads the draft in the shadow would put into another tier",
      description =
          "Counts leads that were folded since the draft was put there, each once, true to about"
              + " 1 %.")
  @APIResponse(
      responseCode = "200",
      description = "What it has changed so far",
      content =
          @Content(
              schema = @Schema(implementation = ShadowReport.class),
              examples =
                  @ExampleObject(
                      "{\"scorecard\": {\"id\": \"retail-starter\", \"version\": \"9d1c2f\"},"
                          + " \"leads\": 5210, \"changed\": 312, \"changes\": [{\"from\":"
                          + " \"newsletter\", \"to\": \"nurture\", \"leads\": 290}, {\"from\":"
                          + " \"nurture\", \"to\": \"sales-ready\", \"leads\": 22}]}")))
  @APIResponse(responseCode = "404", description = "No draft is in the shadow")
  public Uni<ShadowReport> report() {
    return workflow.report();
  }
}
