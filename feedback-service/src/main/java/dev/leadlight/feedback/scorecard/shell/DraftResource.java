package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Scorecards in the making. */
@Path("/v1/scorecards/{id}/drafts")
@Tag(name = "scorecards")
@Produces(MediaType.APPLICATION_JSON)
public class DraftResource {

  private static final String IF_MATCH = "If-Match";
  private static final String CARD =
      """
      id: retail
      tiers: [{name: hot, from: 80}, {name: cold, from: 0}]
      groups:
        - id: interest
          rules: [{id: adds-to-cart, on: product_added, points: 30}]
      """;

  private final DraftWorkflow workflow;

  DraftResource(DraftWorkflow workflow) {
    this.workflow = workflow;
  }

  /**
   * Drafts of a card, latest first.
   *
   * @param next {@code before} of the following page; null on the last one
   */
  public record Drafts(List<DraftView> drafts, @Nullable Long next) {}

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes({"application/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Begin a draft",
      description =
          "Of the document that is sent, or without a body of a version. A draft may have errors;"
              + " the answer names them.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/yaml",
              examples = @ExampleObject(name = "a small card", value = CARD)))
  @APIResponse(
      responseCode = "201",
      description = "Begun; Location names it",
      content = @Content(schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "400", description = "Neither YAML nor JSON")
  @APIResponse(responseCode = "404", description = "The card has no such version")
  public Uni<RestResponse<DraftView>> begin(
      @RestPath String id,
      byte @Nullable [] body,
      @Parameter(description = "without a body: a version, draft-<number>, latest or starter")
          @RestQuery
          @DefaultValue("latest")
          String from) {
    Uni<DraftView> begun =
        body == null || body.length == 0
            ? workflow.begin(id, CardDocuments.reference("from", from))
            : workflow.begin(id, body);
    return begun.map(
        draft ->
            RestResponse.ResponseBuilder.<DraftView>created(
                    UriBuilder.fromPath("/v1/scorecards/{id}/drafts/{draft}")
                        .build(id, draft.number()))
                .header("ETag", EntityTags.of(draft.revision()))
                .entity(draft)
                .build());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The drafts of a card, latest first, those that were published included")
  public Uni<Drafts> list(
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
    return workflow
        .list(id, Numbers.whole("before", before, Long.MAX_VALUE, 0, Long.MAX_VALUE), most)
        .map(views -> new Drafts(views, views.size() < most ? null : last(views).number()));
  }

  @GET
  @Path("/{draft}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "A draft, with what is wrong with it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "404", description = "The card has no such draft")
  public Uni<RestResponse<DraftView>> get(@RestPath String id, @RestPath long draft) {
    return answer(workflow.find(id, draft));
  }

  @PUT
  @Path("/{draft}")
  @RolesAllowed(Roles.OPERATOR)
  @Consumes({"application/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Save a draft",
      description =
          "Whole. Other content makes an approval void; the same content changes nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/yaml",
              examples = @ExampleObject(name = "a small card", value = CARD)))
  @APIResponse(
      responseCode = "200",
      description = "Saved, with what is wrong with it",
      content = @Content(schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "409", description = "It was published")
  @APIResponse(responseCode = "412", description = "Somebody else has saved since")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Uni<RestResponse<DraftView>> save(
      @RestPath String id,
      @RestPath long draft,
      byte[] body,
      @RestHeader(IF_MATCH) @Nullable String ifMatch) {
    long revision = EntityTags.revision(ifMatch);
    return answer(workflow.edit(id, draft, revision, body));
  }

  @DELETE
  @Path("/{draft}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Throw a draft away, and its back-tests")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "409", description = "It was published")
  @APIResponse(responseCode = "412", description = "Somebody else has saved since")
  public Uni<Void> discard(
      @RestPath String id, @RestPath long draft, @RestHeader(IF_MATCH) @Nullable String ifMatch) {
    return workflow.discard(id, draft, EntityTags.revision(ifMatch));
  }

  @PUT
  @Path("/{draft}/approval")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Approve a draft as it is now",
      description = "By somebody who has not written of it. It holds for this content alone.")
  @APIResponse(responseCode = "403", description = "You have written of it")
  @APIResponse(responseCode = "412", description = "Somebody else has saved since")
  public Uni<RestResponse<DraftView>> approve(
      @RestPath String id, @RestPath long draft, @RestHeader(IF_MATCH) @Nullable String ifMatch) {
    return answer(workflow.approve(id, draft, EntityTags.revision(ifMatch)));
  }

  @DELETE
  @Path("/{draft}/approval")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Take an approval back")
  public Uni<RestResponse<DraftView>> disapprove(@RestPath String id, @RestPath long draft) {
    return answer(workflow.disapprove(id, draft));
  }

  @POST
  @Path("/{draft}/publication")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Publish a draft",
      description =
          "Puts it in force on all scoring replicas as the card's next version. Answered when the"
              + " topic has it. Asked again, it makes no further version.")
  @APIResponse(responseCode = "200", description = "The published document")
  @APIResponse(responseCode = "409", description = "It needs an approval, or was published")
  @APIResponse(responseCode = "412", description = "Somebody else has saved since")
  @APIResponse(responseCode = "422", description = "It has errors; each names its place")
  @APIResponse(responseCode = "503", description = "The detail says whether it was stored")
  public Uni<JsonNode> publish(
      @RestPath String id,
      @RestPath long draft,
      @RestHeader(IF_MATCH) @Nullable String ifMatch,
      @Parameter(description = "Why") @RestHeader("X-Reason") @DefaultValue("") String reason,
      @Parameter(
              description = "Whether leads that stand in another tier under it are told of",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
          @RestHeader("X-Announce")
          @Nullable String announce) {
    PublicationWishes wishes = PublicationWishes.of(reason, announce, true);
    return workflow
        .publish(id, draft, EntityTags.revision(ifMatch), wishes)
        .map(version -> ScorecardDocuments.stored(version.document()));
  }

  private static Uni<RestResponse<DraftView>> answer(Uni<DraftView> draft) {
    return draft.map(
        found ->
            RestResponse.ResponseBuilder.ok(found)
                .header("ETag", EntityTags.of(found.revision()))
                .build());
  }

  private static DraftView last(List<DraftView> views) {
    return views.get(views.size() - 1);
  }
}
