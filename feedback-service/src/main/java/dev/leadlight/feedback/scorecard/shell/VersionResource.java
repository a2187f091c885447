package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.feedback.scorecard.Origin;
import dev.leadlight.feedback.scorecard.VersionSummary;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.Numbers;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was in force when, by whom and why; and the way back. */
@Path("/v1/scorecards/{id}/versions")
@Tag(name = "scorecards")
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

  private static final String EXAMPLE =
      """
      {"versions": [
        {"version": 3, "by": "deputy", "reason": "back to version 1",
         "storedAt": "2026-11-22T10:00:00Z", "publishedAt": "2026-11-22T10:00:00.2Z",
         "isInForce": true, "origin": {"restored": "1"}}],
       "next": null}
      """;

  private final VersionStore store;
  private final CardDocuments documents;
  private final PublicationWorkflow workflow;
  private final Workers workers;
  private final Caller caller;
  private final Clock clock;

  VersionResource(
      VersionStore store,
      CardDocuments documents,
      PublicationWorkflow workflow,
      Workers workers,
      Caller caller,
      Clock clock) {
    this.store = store;
    this.documents = documents;
    this.workflow = workflow;
    this.workers = workers;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * A page of a card's history, latest first.
   *
   * @param next {@code before} of the following page; null on the last one
   */
  public record History(List<VersionSummary> versions, @Nullable Integer next) {}

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The history of a card, latest first: who, when, why, and from what")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = History.class),
              examples = @ExampleObject(name = "a roll-back", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "No card of this id was ever published")
  public Uni<History> history(
      @RestPath String id,
      @Parameter(
              description = "next of the page before",
              schema = @Schema(type = SchemaType.INTEGER))
          @RestQuery
          @Nullable String before,
      @Parameter(
              description = "size of a page, 1 to 100",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "20"))
          @RestQuery
          @Nullable String limit) {
    int most = (int) Numbers.whole("limit", limit, 20, 1, 100);
    long until = Numbers.whole("before", before, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    return store
        .history(id, (int) until, most)
        .invoke(
            found -> {
              if (found.isEmpty() && before == null) {
                refuseUnknown(id);
              }
            })
        .map(all -> new History(all, all.size() < most ? null : all.get(most - 1).version()));
  }

  /** The starter is known without ever having been published. */
  private static void refuseUnknown(String id) {
    if (!Scorecard.starterDocument().path("id").asText().equals(id)) {
      throw ScorecardResource.unknown();
    }
  }

  @GET
  @Path("/{version}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The document of a version")
  @APIResponse(responseCode = "404", description = "The card has no such version")
  public Uni<JsonNode> get(
      @RestPath String id,
      @Parameter(description = "a number, latest or starter") @RestPath String version) {
    return documents
        .find(id, CardDocuments.reference("version", version))
        .map(CardDocuments.Named::document);
  }

  @POST
  @Path("/{version}/restoration")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Go back to a version",
      description =
          "Publishes its content as the card's next version. Needs no approval: it was in force"
              + " before. To what is in force already nothing happens.")
  @APIResponse(responseCode = "200", description = "The published document")
  @APIResponse(responseCode = "404", description = "The card has no such version")
  @APIResponse(responseCode = "503", description = "The detail says whether it was stored")
  public Uni<JsonNode> restore(
      @RestPath String id,
      @RestPath int version,
      @Parameter(description = "Why; otherwise: back to version …") @RestHeader("X-Reason")
          @Nullable String reason,
      @Parameter(
              description = "Whether leads that stand in another tier under it are told of",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
          @RestHeader("X-Announce")
          @Nullable String announce) {
    PublicationWishes wishes =
        PublicationWishes.of(
            reason == null ? "back to version " + version : reason, announce, true);
    return documents
        .find(id, CardDocuments.reference("version", Integer.toString(version)))
        .chain(named -> workers.outcome(() -> ScorecardDocuments.checked(named.document(), id)))
        .chain(card -> publish(id, card, wishes, Origin.restored(Integer.toString(version))));
  }

  private Uni<JsonNode> publish(
      String id, ObjectNode card, PublicationWishes wishes, Origin origin) {
    return caller
        .name()
        .map(by -> wishes.publication(id, by, clock.instant(), origin))
        .chain(publication -> workflow.publish(card, publication))
        .map(version -> ScorecardDocuments.stored(version.document()));
  }
}
