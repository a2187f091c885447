package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.LeadAnswer;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Leads by any of their identities. Two round trips to Redis, one when asked by lead id. */
@Path("/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Leads")
public class LeadResource {

  private static final String BY_ID = "lead:";

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
  @APIResponse(responseCode = "200", description = "The lead")
  @APIResponse(responseCode = "404", description = "No lead has this identity")
  public Uni<LeadAnswer> lead(
      @Parameter(
              description = "kind:value, or lead: and the lead id",
              example = "user:u1",
              required = true)
          @PathParam("lead")
          String lead,
      @Parameter(
              description =
                  "Moment to evaluate at: ISO 8601 with a zone, or epoch milliseconds. The past as far"
                      + " as today's evidence tells it, the future as if the lead stayed silent.",
              example = "2026-11-20T10:00:00Z")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(
              description =
                  "Also tell what would lift the lead into the next tier. Costs some hundred times"
                      + " the score: for people who look at a lead, not for pages that load.")
          @QueryParam("explain")
          boolean explain) {
    Instant moment = at == null ? clock.instant() : moment(at);
    BiFunction<LeadState, Terms, LeadAnswer> evaluation =
        (state, terms) ->
            explain
                ? LeadAnswer.explained(state, terms, moment)
                : LeadAnswer.of(state, terms, moment);
    return lead.startsWith(BY_ID)
        ? workflow.about(leadId(lead.substring(BY_ID.length())), evaluation)
        : workflow.about(identity(lead), evaluation);
  }

  private static Identity identity(String lead) {
    return Identity.parse(lead)
        .orElseThrow(
            () ->
                ProblemException.parameter(
                    "lead",
                    "write kind:value with one of the kinds user, loyalty, email, phone, crm,"
                        + " anonymous, device, or lead: and a lead id"));
  }

  private static Instant moment(String text) {
    return Moment.parse(text)
        .orElseThrow(
            () ->
                ProblemException.parameter(
                    "at",
                    "write ISO 8601 with a zone, for example 2026-11-20T10:00:00Z, or epoch"
                        + " milliseconds"));
  }

  private static LeadId leadId(String value) {
    try {
      return new LeadId(value);
    } catch (IllegalArgumentException e) {
      throw ProblemException.parameter("lead", "this is not a lead id");
    }
  }
}
