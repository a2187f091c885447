package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.contracts.scorecard.lint.ScorecardLint;
import dev.leadlight.feedback.scorecard.Origin;
import dev.leadlight.feedback.scorecard.StoredVersion;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Scorecards: what behaviour is worth, in YAML or JSON in, in JSON out. */
@Path("/v1/scorecards")
@Tag(name = "scorecards")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({
  "application/yaml",
  "application/x-yaml",
  "text/yaml",
  "text/x-yaml",
  MediaType.TEXT_PLAIN,
  MediaType.APPLICATION_JSON
})
public class ScorecardResource {

  private final ScorecardStore store;
  private final PublicationWorkflow workflow;
  private final RegistryConfig config;
  private final Workers workers;
  private final Caller caller;
  private final Clock clock;

  ScorecardResource(
      ScorecardStore store,
      PublicationWorkflow workflow,
      RegistryConfig config,
      Workers workers,
      Caller caller,
      Clock clock) {
    this.store = store;
    this.workflow = workflow;
    this.config = config;
    this.workers = workers;
    this.caller = caller;
    this.clock = clock;
  }

  /** The cards, the one in force first. */
  public record Scorecards(List<JsonNode> scorecards) {}

  /**
   * What a check found.
   *
   * @param warnings what a correct card says without effect, or with another than expected
   */
  public record Validation(boolean valid, List<Place> errors, List<Place> warnings) {}

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "The latest published version of each scorecard",
      description =
          "The card in force comes first. Before anything was published it is the starter.")
  public Uni<Scorecards> list() {
    return store
        .published()
        .map(cards -> new Scorecards(cards.isEmpty() ? List.of(starter()) : cards));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The latest published version of a scorecard")
  @APIResponse(responseCode = "404", description = "No card of this id was ever published")
  public Uni<JsonNode> get(@RestPath String id) {
    return store.published().map(cards -> find(id, cards));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Publish a scorecard",
      description =
          "Puts the card in force on all scoring replicas. Answered when the topic has it. The"
              + " document's own version is replaced by the next whole number.")
  @APIResponse(responseCode = "200", description = "The published document")
  @APIResponse(
      responseCode = "422",
      description = "Not a correct card; every error names its place")
  @APIResponse(responseCode = "409", description = "Only approved drafts are published here")
  @APIResponse(responseCode = "503", description = "The detail says whether it was stored")
  public Uni<JsonNode> publish(
      @RestPath String id,
      byte[] body,
      @Parameter(description = "Why; otherwise published.reason of the document is taken")
          @RestHeader("X-Reason")
          @Nullable String reason,
      @Parameter(
              description =
                  "Whether leads that stand in another tier under this card are told to everybody"
                      + " who acts on tiers, or only recorded; otherwise published.announce of the"
                      + " document is taken, which is true if it is missing",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @RestHeader("X-Announce")
          @Nullable String announce) {
    return workers
        .outcome(() -> wanted(id, body, reason, announce))
        .invoke(this::refuseUnapproved)
        .chain(wanted -> publish(id, wanted))
        .map(version -> ScorecardDocuments.stored(version.document()));
  }

  /** What somebody wants to be in force. */
  private record Wanted(ObjectNode card, PublicationWishes wishes) {}

  private static Wanted wanted(
      String id, byte[] body, @Nullable String reason, @Nullable String announce) {
    JsonNode document = ScorecardDocuments.parse(body);
    return new Wanted(
        ScorecardDocuments.checked(document, id),
        PublicationWishes.of(
            reason == null ? ScorecardDocuments.reasonIn(document) : reason,
            announce,
            ScorecardDocuments.isAnnounced(document)));
  }

  private void refuseUnapproved() {
    if (config.approvalNeeded()) {
      throw new ProblemException(
          ProblemType.CONFLICT, "Cards are published from approved drafts here.");
    }
  }

  private Uni<StoredVersion> publish(String id, Wanted wanted) {
    return caller
        .name()
        .map(by -> wanted.wishes().publication(id, by, clock.instant(), Origin.WHOLE))
        .chain(publication -> workflow.publish(wanted.card(), publication));
  }

  @POST
  @Path("/validate")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Check a scorecard without publishing it",
      description =
          "Errors keep a card from being published. Warnings do not: a tier that nobody reaches, a"
              + " rule that never matches, two rules that pay for the same deed.")
  @APIResponse(responseCode = "200", description = "Checked; valid says with what result")
  @APIResponse(responseCode = "400", description = "Neither YAML nor JSON")
  public Uni<Validation> validate(byte[] body) {
    return workers.outcome(() -> validation(body));
  }

  private static Validation validation(byte[] body) {
    ScorecardReading reading = ScorecardReader.read(ScorecardDocuments.parse(body));
    Scorecard card = reading.scorecard();
    List<Place> warnings = card == null ? List.of() : ScorecardLint.warnings(card);
    return new Validation(card != null, reading.errors(), warnings);
  }

  private static JsonNode find(String id, List<JsonNode> published) {
    return Stream.concat(published.stream(), Stream.of(starter()))
        .filter(card -> card.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(ScorecardResource::unknown);
  }

  static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "No scorecard of this id.");
  }

  private static JsonNode starter() {
    return Scorecard.starterDocument();
  }
}
