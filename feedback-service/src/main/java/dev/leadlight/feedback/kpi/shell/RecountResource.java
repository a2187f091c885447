package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Has the sums of key figures counted anew from the records. */
@Path("/v1/kpis/recount")
@Tag(name = "kpis")
@Produces(MediaType.APPLICATION_JSON)
public class RecountResource {

  private final RollUpStore store;

  RecountResource(RollUpStore store) {
    this.store = store;
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Count all key figures anew from the records that are kept",
      description =
          "Figures are incomplete until it is done; the metric leadlight_feedback_rollup_waiting"
              + " tells how many leads wait. Nothing else needs this: figures follow the records by"
              + " themselves.")
  @APIResponse(
      responseCode = "202",
      description = "Begun",
      content =
          @Content(
              schema = @Schema(implementation = Map.class),
              examples = @ExampleObject(name = "begun", value = "{\"waiting\": 18250}")))
  @APIResponse(responseCode = "503", description = "A round is being counted; ask again")
  public Uni<RestResponse<Map<String, Long>>> recount() {
    return store
        .recount()
        .invoke(RecountResource::refuseUnlessBegun)
        .chain(store::waiting)
        .map(waiting -> RestResponse.accepted(Map.of("waiting", waiting.marks())));
  }

  private static void refuseUnlessBegun(boolean isBegun) {
    if (!isBegun) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "Figures are being counted at this moment; ask again.");
    }
  }
}
