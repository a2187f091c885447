package dev.leadlight.feedback.model.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.ModelReader;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.feedback.publication.PublishedDocument;
import dev.leadlight.feedback.publication.shell.DocumentStore;
import dev.leadlight.feedback.publication.shell.DocumentWorkflow;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Models that were trained elsewhere. */
@Path("/v1/models")
@Tag(name = "models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

  private static final String ALL = PublishedKey.ofModel("");

  private static final String EXAMPLE =
      """
      {"version": "2026-11-01", "featuresVersion": 2, "trainedAt": "2026-11-01T00:00:00Z",
       "linear": {"intercept": -3.2, "terms": [
         {"feature": "deeds_7d", "coefficient": 0.08, "mean": 4.1}]}}
      """;

  private final DocumentWorkflow workflow;
  private final DocumentStore store;

  ModelResource(DocumentWorkflow workflow, DocumentStore store) {
    this.workflow = workflow;
    this.store = store;
  }

  /** The models, the one published last first. */
  public record Models(List<JsonNode> models) {}

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The published models, the latest first")
  public Uni<Models> list() {
    return store.read(ALL).map(all -> new Models(all.stream().map(ModelResource::tree).toList()));
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(Roles.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish a model",
      description =
          "Cards that name its id use it at once; see docs/scoring.md. Its features are described in"
              + " docs/features.md.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PredictiveModel.class),
              examples = @ExampleObject(name = "a logistic regression", value = EXAMPLE)))
  @APIResponse(
      responseCode = "422",
      description = "Not a correct model; every error names its place")
  public Uni<JsonNode> put(@RestPath String id, @Nullable JsonNode body) {
    if (body == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    JsonNode model = checked(id, body);
    return workflow
        .change(PublishedKey.ofModel(id), ALL, (known, now) -> model.toString())
        .replaceWith(model);
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Withdraw a model",
      description = "Cards that name it go on with their points alone.")
  @APIResponse(responseCode = "204", description = "Withdrawn")
  @APIResponse(responseCode = "404", description = "No model has this id")
  public Uni<Void> delete(@RestPath String id) {
    String key = PublishedKey.ofModel(id);
    return workflow.change(key, ALL, (known, now) -> withdrawn(key, known)).replaceWithVoid();
  }

  private static @Nullable String withdrawn(String key, List<PublishedDocument> known) {
    if (known.stream().noneMatch(document -> document.key().equals(key))) {
      throw new ProblemException(ProblemType.NOT_FOUND, "No model has this id.");
    }
    return null;
  }

  private static JsonNode checked(String id, JsonNode body) {
    JsonNode model =
        body instanceof ObjectNode object && !object.has("id")
            ? object.deepCopy().put("id", id)
            : body;
    List<Place> errors = new ArrayList<>(ModelReader.read(model).errors());
    if (!model.path("id").asText(id).equals(id)) {
      errors.add(Place.at("/id", "differs from the id in the path"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The model was not published: it has errors.", errors);
    }
    return model;
  }

  private static JsonNode tree(PublishedDocument document) {
    try {
      return ContractJson.mapper().readTree(document.document());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
