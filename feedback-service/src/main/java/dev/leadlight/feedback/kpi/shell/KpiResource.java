package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.scorecard.shell.ScorecardStore;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Key figures. */
@Path("/v1/kpis")
@Tag(name = "kpis")
@Produces(MediaType.APPLICATION_JSON)
public class KpiResource {

  private static final String EXAMPLE =
      """
      {"period": {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"},
       "generatedAt": "2026-11-21T22:30:00Z",
       "tiers": [
         {"tier": "sales-ready", "leads": 40, "convertedLeads": 10, "conversionRate": 0.25,
          "orders": 12, "revenue": [{"currency": "EUR", "amount": 1188.00}],
          "averageOrderValue": [{"currency": "EUR", "amount": 99.00}]},
         {"tier": "nurture", "leads": 0, "convertedLeads": 0, "conversionRate": null,
          "orders": 0, "revenue": [], "averageOrderValue": []}],
       "total": {"leads": 40, "convertedLeads": 10, "conversionRate": 0.25,
          "orders": 12, "revenue": [{"currency": "EUR", "amount": 1188.00}],
          "averageOrderValue": [{"currency": "EUR", "amount": 99.00}]}}
      """;

  private final KpiStore kpis;
  private final ScorecardStore scorecards;
  private final Clock clock;

  KpiResource(KpiStore kpis, ScorecardStore scorecards, Clock clock) {
    this.kpis = kpis;
    this.scorecards = scorecards;
    this.clock = clock;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Leads, conversion, orders and revenue by tier",
      description = "Definitions are in docs/kpis.md. Currencies are never added up.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Kpis.class),
              examples = @ExampleObject(name = "a month", value = EXAMPLE)))
  @APIResponse(
      responseCode = "400",
      description = "Inverted, unreadable, longer than 400 days, or in the future")
  public Uni<Kpis> kpis(
      @Parameter(
              description = "ISO 8601 instant or date, inside the period",
              example = "2026-11-01")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description = "ISO 8601 instant, outside the period, or date, a day inside it",
              example = "2026-11-30")
          @RestQuery
          @Nullable String to) {
    Instant now = clock.instant();
    Period period = period(from, to, now);
    return Uni.combine()
        .all()
        .unis(scorecards.tiersInForce(), kpis.count(period))
        .asTuple()
        .map(
            both ->
                Kpis.of(
                    period,
                    now,
                    both.getItem1(),
                    both.getItem2().byTier(),
                    both.getItem2().total()));
  }

  private static Period period(@Nullable String from, @Nullable String to, Instant now) {
    Period.Reading reading = Period.parse(from, to, now);
    if (reading.period() != null) {
      return reading.period();
    }
    Place error = reading.error();
    throw error == null
        ? new IllegalStateException("neither period nor error")
        : ProblemException.parameter(String.valueOf(error.parameter()), error.message());
  }
}
