package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.Horizon;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.answer.LeadName;
import dev.leadlight.scoring.answer.Moment;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Terms;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Leads by any of their identities. One round trip to Redis as a rule, see the workflow. */
@Path("/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Leads")
public class LeadResource {

  private static final String EXAMPLE =
      """
      {"leadId": "Zm9vYmFyYmF6cXV4cXV1eA", "identities": ["user:u1", "anonymous:5f2a"],
       "at": "2026-11-20T09:58:10Z", "score": 75.0, "tier": "nurture",
       "since": "2026-11-20T09:58:10Z",
       "contributions": [{"group": "explicit-interest", "rule": "adds-to-cart", "points": 75.0,
         "matches": 3, "last": "2026-11-20T09:58:10Z"}],
       "next": {"tier": "newsletter", "at": "2026-12-06T02:23:18Z"},
       "rfm": {"lastOrderAt": null, "frequency": 0, "monetary": 0, "currency": "EUR",
         "unconverted": [], "boundaries": null},
       "segments": [], "rfmGroup": null,
       "scorecard": {"id": "retail-starter", "version": "770ba0ec37c7"},
       "firstSeen": "2026-11-20T09:58:10Z", "arm": null, "predictive": null, "lifetime": null}
      """;

  private final AnswerWorkflow workflow;
  private final Clock clock;

  LeadResource(AnswerWorkflow workflow, Clock clock) {
    this.workflow = workflow;
    this.clock = clock;
  }

  @GET
  @Path("{lead}")
  @Operation(
      summary = "How ready a lead is, and why",
      description = "Evaluated at the moment of asking, or at another one; nothing is stored.")
  @APIResponse(
      responseCode = "200",
      description = "The lead; with an entity tag if a moment was asked for",
      content =
          @Content(
              schema = @Schema(implementation = LeadAnswer.class),
              examples = @ExampleObject(name = "three carts", value = EXAMPLE)))
  @APIResponse(responseCode = "304", description = "As If-None-Match names it")
  @APIResponse(responseCode = "400", description = "This names no lead, or at no moment")
  @APIResponse(responseCode = "404", description = "No lead has this identity")
  @APIResponse(
      responseCode = "422",
      description =
          "What the lead did by then is no longer known exactly; since when it is, is said")
  public Uni<RestResponse<LeadAnswer>> lead(
      @Parameter(
              description = "kind:value, or lead: and the lead id",
              example = "user:u1",
              required = true)
          @PathParam("lead")
          String lead,
      @Parameter(
              description =
                  "Moment to evaluate at: ISO 8601 with a zone, or epoch milliseconds. The past by"
                      + " today's evidence, identities and card, as far back as that is exact; the"
                      + " future as if the lead stayed silent.",
              example = "2026-11-20T10:00:00Z")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(
              description =
                  "Also tell what would lift the lead into the next tier. Costs some hundred times"
                      + " the score: for people who look at a lead, not for pages that load.")
          @QueryParam("explain")
          boolean explain,
      @Context Request request) {
    Instant moment = at == null ? clock.instant() : moment(at);
    return workflow.about(
        name(lead),
        (state, terms) -> {
          if (at != null) {
            requireExact(state, terms, moment);
          }
          LeadAnswer answer =
              explain
                  ? LeadAnswer.explained(state, terms, moment)
                  : LeadAnswer.of(state, terms, moment);
          return at == null ? RestResponse.ok(answer) : tagged(answer, request);
        });
  }

  /** Evaluated now, an answer is another one each time; at a moment, until something is heard. */
  private static RestResponse<LeadAnswer> tagged(LeadAnswer answer, Request request) {
    EntityTag tag = AnswerTag.of(answer);
    return request.evaluatePreconditions(tag) == null
        ? RestResponse.ResponseBuilder.ok(answer).tag(tag).build()
        : RestResponse.ResponseBuilder.<LeadAnswer>notModified(tag).build();
  }

  private static void requireExact(LeadState state, Terms terms, Instant moment) {
    Optional<Instant> horizon = Horizon.of(state, terms.card()).filter(moment::isBefore);
    if (horizon.isPresent()) {
      String detail = AnswerWorkflow.notBefore(horizon.get());
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, detail, List.of(Place.parameter("at", detail)));
    }
  }

  static LeadName name(String lead) {
    return LeadName.parse(lead)
        .orElseThrow(() -> ProblemException.parameter("lead", LeadName.EXPECTED));
  }

  private static Instant moment(String text) {
    return Moment.parse(text).orElseThrow(() -> ProblemException.parameter("at", Moment.EXPECTED));
  }
}
