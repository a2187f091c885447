package dev.leadlight.feedback.outcome.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.outcome.OutcomePage;
import dev.leadlight.feedback.outcome.OutcomeReport;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.platform.problem.Numbers;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Outcomes: what came of leads. */
@Path("/v1/outcomes")
@Tag(name = "outcomes")
@Produces(MediaType.APPLICATION_JSON)
public class OutcomeResource {

  private static final String EXAMPLE =
      """
      {"id": "deal-4711-won", "lead": "email:ann@example.com", "kind": "won", "source": "hubspot",
       "occurredAt": "2026-11-21T10:00:00Z", "value": 320.00, "currency": "EUR",
       "reason": "ordered by phone"}
      """;

  private final OutcomePublisher publisher;
  private final OutcomeStore store;
  private final IdentityKeys keys;
  private final Clock clock;

  OutcomeResource(OutcomePublisher publisher, OutcomeStore store, IdentityKeys keys, Clock clock) {
    this.publisher = publisher;
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tell what came of a lead",
      description =
          "Answered when the outcome is safely kept; it can be read a moment later. The same id from"
              + " the same source counts once.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = OutcomeReport.class),
              examples = @ExampleObject(name = "a deal won", value = EXAMPLE)))
  @APIResponse(
      responseCode = "202",
      description = "Kept; the body is the outcome as it will be stored",
      content = @Content(schema = @Schema(implementation = Outcome.class)))
  @APIResponse(responseCode = "422", description = "Readable, but fields are wrong; all are named")
  @APIResponse(responseCode = "503", description = "Nothing was kept; send the same again")
  public Uni<RestResponse<Outcome>> tell(@Nullable OutcomeReport report) {
    if (report == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    Reading<Outcome> reading = report.check(keys, clock.instant());
    Outcome outcome = reading.value();
    if (outcome == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "The outcome has " + reading.errors().size() + " wrong fields.",
          reading.errors());
    }
    return publisher
        .publish(outcome)
        .replaceWith(() -> RestResponse.status(RestResponse.Status.ACCEPTED, outcome));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Outcomes, latest first",
      description = "Those of merged leads appear under each of them.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = OutcomePage.class)))
  public Uni<OutcomePage> list(
      @Parameter(description = "lead:<leadId> or kind:value; all leads when absent") @RestQuery
          @Nullable String lead,
      @Parameter(description = "next of the page before") @RestQuery @Nullable String cursor,
      @Parameter(
              description = "size of a page, 1 to 200",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @RestQuery
          @Nullable String limit) {
    int most = (int) Numbers.whole("limit", limit, 50, 1, 200);
    return store
        .read(lead == null ? null : lead(lead), PageCursor.parameter(cursor, 2), most + 1)
        .map(outcomes -> OutcomePage.of(outcomes, most));
  }

  private LeadId lead(String text) {
    return OutcomeReport.leadOf(text, keys)
        .orElseThrow(() -> ProblemException.parameter("lead", "write lead:<leadId> or kind:value"));
  }
}
