package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.Numbers;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.playbook.Expected;
import dev.leadlight.routing.playbook.StoredPlaybook;
import dev.leadlight.routing.playbook.Surroundings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityTag;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Timeout;
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

/** What happens on a tier change. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/playbooks")
@Tag(name = "Playbooks", description = "What happens on a tier change")
public class PlaybookResource {

  private static final int HISTORY_PAGE = 50;
  private static final int LONGEST_REASON = 500;
  private static final String EXAMPLE =
      """
      {"description": "Hot leads of Berlin", "when": {"entered": "sales-ready", "store": ["berlin-7"]},
       "actions": [{"name": "slack", "verb": "notify", "to": "slack", "staleAfter": "PT4H", "cooldown": "P1D"}]}""";

  private final Playbooks playbooks;
  private final PlaybookStore store;
  private final PlaybookWorkflow workflow;
  private final Planning planning;

  PlaybookResource(
      Playbooks playbooks, PlaybookStore store, PlaybookWorkflow workflow, Planning planning) {
    this.playbooks = playbooks;
    this.store = store;
    this.workflow = workflow;
    this.planning = planning;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists the playbooks in force")
  @APIResponse(responseCode = "200", description = "All of them, by id")
  public Uni<PlaybookList> list() {
    return playbooks
        .load()
        .map(
            loaded -> {
              Surroundings around = planning.surroundings();
              return new PlaybookList(
                  playbooks.stored().stream().map(each -> PlaybookView.of(each, around)).toList());
            });
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Shows a playbook", description = "Its version is the entity tag.")
  @APIResponse(responseCode = "200", description = "The version in force")
  @APIResponse(responseCode = "404", description = "No such playbook")
  public Uni<RestResponse<PlaybookView>> show(@RestPath String id) {
    return store
        .history(id, Integer.MAX_VALUE, 1)
        .map(
            found ->
                found.stream()
                    .filter(each -> each.document() != null)
                    .findFirst()
                    .map(this::tagged)
                    .orElseThrow(PlaybookResource::unknown));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Stores a playbook as a further version",
      description =
          "In force at once here, within two seconds on all replicas. What was planned before stays"
              + " as it is. A playbook that is there is changed with If-Match and its version.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(name = "hot leads of a store", value = EXAMPLE)))
  @APIResponse(responseCode = "200", description = "The new version")
  @APIResponse(responseCode = "409", description = "Another version is there than If-Match says")
  @APIResponse(responseCode = "422", description = "It has mistakes; every one names its place")
  public Uni<RestResponse<PlaybookView>> put(
      @RestPath String id,
      @Schema(type = SchemaType.OBJECT) JsonNode playbook,
      @RestHeader("If-Match")
          @Parameter(
              description = "The version to change; none for a new playbook",
              example = "\"3\"")
          @Nullable String ifMatch,
      @RestHeader("X-Reason") @Parameter(description = "Why") @Nullable String reason) {
    if (playbook == null) {
      throw new ProblemException(ProblemType.UNPROCESSABLE, "A playbook is expected as the body.");
    }
    return workflow.put(id, playbook, expected(ifMatch), said(reason)).map(this::tagged);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Deletes a playbook", description = "Its versions stay in its history.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such playbook")
  @APIResponse(responseCode = "409", description = "Another version is there than If-Match says")
  public Uni<Void> delete(
      @RestPath String id,
      @RestHeader("If-Match") @Parameter(description = "The version to delete", example = "\"3\"")
          @Nullable String ifMatch,
      @RestHeader("X-Reason") @Parameter(description = "Why") @Nullable String reason) {
    return workflow
        .delete(id, expected(ifMatch == null ? "*" : ifMatch), said(reason))
        .replaceWithVoid();
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "All versions of a playbook, newest first: who, when, why")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "404", description = "There never was such a playbook")
  public Uni<PlaybookHistory> history(
      @RestPath String id,
      @RestQuery
          @Parameter(
              description = "Only versions older than that; next of the page before",
              schema = @Schema(type = SchemaType.INTEGER))
          @Nullable String before) {
    long until = Numbers.whole("before", before, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    return store
        .history(id, (int) until, HISTORY_PAGE + 1)
        .map(found -> PlaybookHistory.of(found, HISTORY_PAGE))
        .invoke(
            page -> {
              if (page.versions().isEmpty() && before == null) {
                throw unknown();
              }
            });
  }

  @POST
  @Path("/{id}/revert")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Puts an older version in force again",
      description = "As a further version; nothing is taken out of the history.")
  @APIResponse(responseCode = "200", description = "The new version")
  @APIResponse(responseCode = "404", description = "No such version, or it was a deletion")
  @APIResponse(responseCode = "409", description = "Another version is there than If-Match says")
  @APIResponse(responseCode = "422", description = "What it says is no longer possible")
  public Uni<RestResponse<PlaybookView>> revert(
      @RestPath String id,
      @RestQuery
          @Parameter(
              description = "The version to go back to",
              required = true,
              schema = @Schema(type = SchemaType.INTEGER))
          @Nullable String version,
      @RestHeader("If-Match")
          @Parameter(
              description = "The version in force; none if it was deleted",
              example = "\"3\"")
          @Nullable String ifMatch,
      @RestHeader("X-Reason") @Parameter(description = "Why") @Nullable String reason) {
    if (version == null) {
      throw ProblemException.parameter("version", "which one to go back to");
    }
    int wanted = (int) Numbers.whole("version", version, 0, 1, Integer.MAX_VALUE);
    return workflow.revert(id, wanted, expected(ifMatch), said(reason)).map(this::tagged);
  }

  private RestResponse<PlaybookView> tagged(StoredPlaybook stored) {
    return RestResponse.ResponseBuilder.ok(PlaybookView.of(stored, planning.surroundings()))
        .tag(new EntityTag(String.valueOf(stored.version())))
        .build();
  }

  private static Expected expected(@Nullable String ifMatch) {
    return Expected.parse(ifMatch)
        .orElseThrow(
            () ->
                ProblemException.parameter(
                    "If-Match", "a version in quotation marks, such as \"3\", or *"));
  }

  private static String said(@Nullable String reason) {
    String said = reason == null ? "" : reason.strip();
    if (said.length() > LONGEST_REASON) {
      throw ProblemException.parameter("X-Reason", "at most " + LONGEST_REASON + " characters");
    }
    return said;
  }

  private static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such playbook.");
  }

  /** All playbooks. */
  record PlaybookList(List<PlaybookView> playbooks) {}
}
