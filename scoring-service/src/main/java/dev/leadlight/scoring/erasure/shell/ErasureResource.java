package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.LeadName;
import dev.leadlight.scoring.erasure.ErasureAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Forgetting people, everywhere. */
@Path("/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leads")
public class ErasureResource {

  private static final String EXAMPLE =
      "{\"id\": \"kNn3Zx0J5a1jUo2cGQ7r9w\", \"leadId\": \"Zm9vYmFyYmF6cXV4cXV1eA\", \"requestedAt\":"
          + " \"2026-11-20T10:00:00Z\", \"isComplete\": false, \"receipts\": [{\"service\":"
          + " \"scoring-service\", \"completedAt\": \"2026-11-20T10:00:00.120Z\", \"removed\":"
          + " {\"states\": 1, \"identities\": 2}, \"anonymised\": {}}], \"awaiting\":"
          + " [\"routing-service\", \"feedback-service\"], \"staysOnKafka\": [{\"topic\":"
          + " \"leadlight.events.v1\", \"until\": \"2027-02-19T10:00:00Z\"}]}";

  private final ErasureWorkflow workflow;

  ErasureResource(ErasureWorkflow workflow) {
    this.workflow = workflow;
  }

  @DELETE
  @Path("{lead}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Forget a person, in all services",
      description =
          "It can't be undone. The answer names the erasure, by which each service's receipt can be"
              + " read. Somebody unknown here is asked for all the same, as other services may know"
              + " them. What the person does afterwards begins a new lead.")
  @APIResponse(
      responseCode = "202",
      description = "Certain to be done",
      content =
          @Content(
              schema = @Schema(implementation = ErasureAnswer.class),
              examples = @ExampleObject(name = "just asked for", value = EXAMPLE)))
  @APIResponse(responseCode = "400", description = "This names no lead")
  @APIResponse(responseCode = "403", description = "Only for admins")
  @APIResponse(responseCode = "503", description = "Nothing was done; ask again")
  public Uni<RestResponse<ErasureAnswer>> erase(
      @RestPath
          @Parameter(description = "kind:value, or lead: and the lead id", example = "user:u1")
          String lead) {
    LeadName name =
        LeadName.parse(lead)
            .orElseThrow(() -> ProblemException.parameter("lead", LeadName.EXPECTED));
    return workflow
        .request(name)
        .map(
            answer ->
                RestResponse.ResponseBuilder.<ErasureAnswer>accepted(answer)
                    .header(HttpHeaders.LOCATION, "/v1/leads/erasures/" + answer.id())
                    .build());
  }

  @GET
  @Path("erasures/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "How far an erasure has come",
      description =
          "With the receipt of each service, and until when records stay on Kafka, where single ones"
              + " can't be deleted.")
  @APIResponse(
      responseCode = "200",
      description = "The request and the receipts so far",
      content =
          @Content(
              schema = @Schema(implementation = ErasureAnswer.class),
              examples = @ExampleObject(name = "under way", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "There is no such erasure")
  public Uni<ErasureAnswer> erasure(
      @RestPath @Parameter(example = "kNn3Zx0J5a1jUo2cGQ7r9w") String id) {
    return workflow
        .find(id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(ProblemType.NOT_FOUND, "There is no such erasure.")));
  }
}
