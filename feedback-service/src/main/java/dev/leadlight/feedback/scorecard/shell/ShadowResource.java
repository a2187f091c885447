package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.feedback.publication.shell.DocumentWorkflow;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The draft that is held against live leads. What it would change, scoring-service tells. */
@Path("/v1/drafts/shadow")
@Tag(name = "scorecards")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class ShadowResource {

  private static final String CARD =
      """
      {"id": "small", "tiers": [{"name": "hot", "from": 50}, {"name": "cold", "from": 0}],
       "groups": [{"id": "interest", "rules": [{"id": "adds", "on": "product_added", "points": 25}]}]}
      """;

  private final DocumentWorkflow workflow;
  private final Workers workers;

  ShadowResource(DocumentWorkflow workflow, Workers workers) {
    this.workflow = workflow;
    this.workers = workers;
  }

  @PUT
  @Consumes({"application/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Put a draft into the shadow",
      description = "In the place of the one before. Nothing is scored by it; see docs/scoring.md.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "a small card", value = CARD)))
  @APIResponse(
      responseCode = "422",
      description = "Not a correct card; every error names its place")
  public Uni<JsonNode> put(byte[] body) {
    return workers.outcome(() -> card(body)).call(this::put);
  }

  private static JsonNode card(byte[] body) {
    JsonNode document = ScorecardDocuments.parse(body);
    return ScorecardDocuments.checked(document, document.path("id").asText());
  }

  private Uni<?> put(JsonNode card) {
    return workflow.change(
        PublishedKey.SHADOW, PublishedKey.SHADOW, (known, now) -> card.toString());
  }

  @DELETE
  @Operation(summary = "Take the draft out of the shadow")
  @APIResponse(responseCode = "204", description = "There is none any more")
  public Uni<Void> delete() {
    return workflow
        .change(PublishedKey.SHADOW, PublishedKey.SHADOW, (known, now) -> null)
        .replaceWithVoid();
  }
}
