package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Leads once more, from the event log. */
@Path("/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leads")
public class RebuildResource {

  private static final String BY_ID = "lead:";

  private final RebuildWorkflow workflow;
  private final RedisLeadStore leads;

  RebuildResource(RebuildWorkflow workflow, RedisLeadStore leads) {
    this.workflow = workflow;
    this.leads = leads;
  }

  @POST
  @Path("rebuild")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Rebuild all leads from the event log",
      description =
          "Every lead gets the evidence that the log holds for the card in force, conditions that"
              + " are new among it. Events go on being folded meanwhile; nothing is lost, nothing"
              + " counted twice. There is one rebuild at a time.")
  @APIResponse(
      responseCode = "202",
      description = "Begun, or about to; GET on the same path tells how far it is",
      content = @Content(schema = @Schema(implementation = RebuildView.class)))
  @APIResponse(responseCode = "429", description = "Another one is at work")
  public Uni<RestResponse<RebuildView>> all() {
    return workflow.begin(null).map(RestResponse::accepted);
  }

  @GET
  @Path("rebuild")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "How far the latest rebuild is")
  @APIResponse(responseCode = "200", description = "The rebuild")
  @APIResponse(responseCode = "404", description = "There was none yet")
  public Uni<RebuildView> latest() {
    return workflow.latest();
  }

  @DELETE
  @Path("rebuild")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Cancel the rebuild at work",
      description = "It ends within a second or two. Leads that were written stay as they are.")
  @APIResponse(
      responseCode = "202",
      description = "It is about to end",
      content = @Content(schema = @Schema(implementation = RebuildView.class)))
  @APIResponse(responseCode = "404", description = "There was none yet")
  public Uni<RestResponse<RebuildView>> cancel() {
    return workflow.cancel().map(RestResponse::accepted);
  }

  @POST
  @Path("{lead}/rebuild")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Rebuild one lead from the event log",
      description = "For a lead whose state was lost or could not be read.")
  @APIResponse(
      responseCode = "202",
      description = "Begun, or about to; GET /v1/leads/rebuild tells how far it is",
      content = @Content(schema = @Schema(implementation = RebuildView.class)))
  @APIResponse(responseCode = "400", description = "This names no lead")
  @APIResponse(responseCode = "404", description = "No lead has this identity")
  @APIResponse(responseCode = "429", description = "Another one is at work")
  public Uni<RestResponse<RebuildView>> one(
      @Parameter(description = "kind:value, or lead: and the lead id", example = "user:u1")
          @RestPath
          String lead) {
    return id(lead).chain(workflow::begin).map(RestResponse::accepted);
  }

  private Uni<LeadId> id(String lead) {
    if (lead.startsWith(BY_ID)) {
      return Uni.createFrom().item(() -> parsed(lead.substring(BY_ID.length())));
    }
    Identity identity =
        Identity.parse(lead)
            .orElseThrow(
                () ->
                    ProblemException.parameter(
                        "lead", "write kind:value, for example user:u1, or lead: and a lead id"));
    return leads
        .find(List.of(identity), Set.of())
        .map(found -> found.links().get(identity))
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "No lead has this identity.",
                    List.of(Problem.Place.parameter("lead", "unknown"))))
        .map(Link::lead);
  }

  private static LeadId parsed(String id) {
    try {
      return new LeadId(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.parameter("lead", "this is not a lead id");
    }
  }
}
