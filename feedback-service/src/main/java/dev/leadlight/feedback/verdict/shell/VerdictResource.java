package dev.leadlight.feedback.verdict.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.outcome.shell.OutcomePublisher;
import dev.leadlight.feedback.verdict.VerdictReport;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Verdicts of reps. */
@Path("/v1/verdicts")
@Tag(name = "labels")
@Produces(MediaType.APPLICATION_JSON)
public class VerdictResource {

  private static final String EXAMPLE =
      """
      {"lead": "email:ann@example.com", "verdict": "not_ready", "reason": "only comparing prices"}
      """;

  private final OutcomePublisher publisher;
  private final IdentityKeys keys;
  private final Clock clock;

  VerdictResource(OutcomePublisher publisher, IdentityKeys keys, Clock clock) {
    this.publisher = publisher;
    this.keys = keys;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Say whether a lead was a good one",
      description =
          "Answered when the verdict is safely kept. Of several verdicts of one rep on one lead the"
              + " latest stands.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = VerdictReport.class),
              examples = @ExampleObject(name = "not yet", value = EXAMPLE)))
  @APIResponse(
      responseCode = "202",
      description = "Kept; the body is the outcome as it will be stored",
      content = @Content(schema = @Schema(implementation = Outcome.class)))
  @APIResponse(responseCode = "422", description = "Readable, but fields are wrong; all are named")
  @APIResponse(responseCode = "503", description = "Nothing was kept; send the same again")
  public Uni<RestResponse<Outcome>> tell(
      @Nullable VerdictReport verdict, @Context SecurityContext caller) {
    if (verdict == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    Outcome outcome = checked(verdict, caller.getUserPrincipal().getName());
    return publisher
        .publish(outcome)
        .replaceWith(() -> RestResponse.status(RestResponse.Status.ACCEPTED, outcome));
  }

  private Outcome checked(VerdictReport verdict, String rep) {
    if (!verdict.isVerdict()) {
      throw refused(List.of(Place.at("/verdict", "good_lead or not_ready")));
    }
    Reading<Outcome> reading = verdict.report(rep, keys).check(keys, clock.instant());
    Outcome outcome = reading.value();
    if (outcome == null) {
      throw refused(reading.errors());
    }
    return outcome;
  }

  private static ProblemException refused(List<Place> places) {
    return new ProblemException(
        ProblemType.UNPROCESSABLE, "The verdict has " + places.size() + " wrong fields.", places);
  }
}
