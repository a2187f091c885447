package dev.leadlight.scoring.unmerge.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.unmerge.UnmergeAnswer;
import dev.leadlight.scoring.unmerge.UnmergeRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Undoes wrong links. */
@Path("/v1/leads/{lead}/unmerge")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Leads")
public class UnmergeResource {

  private static final String BY_ID = "lead:";
  private static final String EXAMPLE = "{\"identities\": [\"anonymous:5f2a-91c7\"]}";

  private final UnmergeWorkflow workflow;

  UnmergeResource(UnmergeWorkflow workflow) {
    this.workflow = workflow;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Take identities out of a lead that are not the same person",
      description =
          "They become a lead of their own with all that was done under them; both score as if they"
              + " had never been linked, and stay apart. Asking again changes nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = UnmergeRequest.class),
              examples = @ExampleObject(name = "a browser of somebody else", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "Done; both leads",
      content = @Content(schema = @Schema(implementation = UnmergeAnswer.class)))
  @APIResponse(
      responseCode = "202",
      description =
          "Certain to be done, but events from before are still to be read; the lead as it is",
      content = @Content(schema = @Schema(implementation = UnmergeAnswer.class)))
  @APIResponse(responseCode = "404", description = "There is no such lead")
  @APIResponse(
      responseCode = "422",
      description = "An identity is not this lead's, or nobody would be left; each place is named")
  @APIResponse(responseCode = "503", description = "Nothing was done; ask again")
  public Uni<RestResponse<UnmergeAnswer>> unmerge(
      @Parameter(description = "kind:value, or lead: and the lead id", example = "user:u1")
          @PathParam("lead")
          String lead,
      @Nullable UnmergeRequest request) {
    if (request == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    UnmergeRequest.Reading reading = request.check();
    if (!reading.errors().isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The identities can't be read.", reading.errors());
    }
    return lead(lead)
        .chain(id -> workflow.unmerge(id, reading.identities()))
        .map(UnmergeResource::response);
  }

  private static RestResponse<UnmergeAnswer> response(UnmergeAnswer answer) {
    return answer.separated() == null ? RestResponse.accepted(answer) : RestResponse.ok(answer);
  }

  private Uni<LeadId> lead(String name) {
    if (name.startsWith(BY_ID)) {
      return Uni.createFrom().item(() -> leadId(name.substring(BY_ID.length())));
    }
    Identity identity =
        Identity.parse(name)
            .orElseThrow(
                () ->
                    ProblemException.parameter("lead", "write kind:value, or lead: and a lead id"));
    return workflow.leadOf(identity);
  }

  private static LeadId leadId(String value) {
    try {
      return new LeadId(value);
    } catch (IllegalArgumentException e) {
      throw ProblemException.parameter("lead", "this is not a lead id");
    }
  }
}
