package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What playbooks would do. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/playbooks/dry-run")
@Tag(name = "Playbooks", description = "What happens on a tier change")
public class DryRunResource {

  private final DryRunWorkflow workflow;
  private final Clock clock;

  DryRunResource(DryRunWorkflow workflow, Clock clock) {
    this.workflow = workflow;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Tells what would be sent, when, and why or why not",
      description =
          "For a tier change taken now (change), the latest one of a lead as it was taken (leadId),"
              + " or those of a period, by default the last seven days, a page at a time (period)."
              + " With the playbooks in force, or with drafts instead of them (playbooks). What the"
              + " page itself would have sent cools down, too. Nothing is written or sent.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = {
                @ExampleObject(name = "the last week", value = "{\"period\": {}, \"limit\": 100}"),
                @ExampleObject(
                    name = "a lead, with a draft",
                    value =
                        "{\"leadId\": \"Q7o_40yVXaMmDealNtltcA\", \"playbooks\": [{\"id\": \"draft\","
                            + " \"when\": {\"entered\": \"nurture\"}, \"actions\": []}]}")
              }))
  @APIResponse(responseCode = "200", description = "What would have happened")
  @APIResponse(responseCode = "404", description = "No tier change of such a lead has been taken")
  @APIResponse(responseCode = "422", description = "It can't be made as asked; places are named")
  public Uni<DryRunView> run(@Schema(type = SchemaType.OBJECT) JsonNode request) {
    if (request == null) {
      throw new ProblemException(ProblemType.UNPROCESSABLE, "A body is expected.");
    }
    return workflow.run(DryRunRequest.read(request, clock.instant()));
  }
}
