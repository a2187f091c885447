package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.feedback.scorecard.CardReference;
import dev.leadlight.feedback.scorecard.diff.Change;
import dev.leadlight.feedback.scorecard.diff.Diff;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What has changed between two documents of a card, in words. */
@Path("/v1/scorecards/{id}/diff")
@Tag(name = "scorecards")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class DiffResource {

  private static final String EXAMPLE =
      """
      {"from": "3", "to": "draft-17", "changes": [
        {"pointer": "/groups/0/rules/0/points", "isGone": false,
         "sentence": "adds-to-cart is worth 30 points instead of 25 points"}]}
      """;

  private final CardDocuments documents;
  private final Workers workers;

  DiffResource(CardDocuments documents, Workers workers) {
    this.documents = documents;
    this.workers = workers;
  }

  /**
   * The differences.
   *
   * @param from what the older one is called
   * @param to what the newer one is called
   */
  public record Differences(String from, String to, List<Change> changes) {}

  @GET
  @Operation(
      summary = "What has changed, in words",
      description = "Each pointer is into the newer document, or into the older one if it is gone.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Differences.class),
              examples = @ExampleObject(name = "another weight", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "The card has no such version or draft")
  @APIResponse(
      responseCode = "422",
      description = "A draft has errors, so nobody knows what it says")
  public Uni<Differences> diff(
      @RestPath String id,
      @Parameter(description = "a version, draft-<number>, latest or starter")
          @RestQuery
          @DefaultValue("latest")
          String from,
      @Parameter(description = "a version, draft-<number>, latest or starter", required = true)
          @RestQuery
          @DefaultValue("")
          String to) {
    CardReference older = CardDocuments.reference("from", from);
    CardReference newer = CardDocuments.reference("to", to);
    return Uni.combine()
        .all()
        .unis(documents.find(id, older), documents.find(id, newer))
        .asTuple()
        .chain(both -> workers.outcome(() -> differences(both.getItem1(), both.getItem2())));
  }

  private static Differences differences(CardDocuments.Named older, CardDocuments.Named newer) {
    return new Differences(
        older.name(),
        newer.name(),
        Diff.between(card(older.name(), older.document()), card(newer.name(), newer.document())));
  }

  private static Scorecard card(String name, JsonNode document) {
    ScorecardReading reading = ScorecardReader.read(document);
    Scorecard card = reading.scorecard();
    if (card == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, name + " has errors.", reading.errors());
    }
    return card;
  }
}
