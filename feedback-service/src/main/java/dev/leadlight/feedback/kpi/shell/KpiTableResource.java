package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Cohorts;
import dev.leadlight.feedback.kpi.Incremental;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.SignalsBefore;
import dev.leadlight.feedback.kpi.Stores;
import dev.leadlight.feedback.scorecard.shell.ScorecardStore;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Key figures that are tables of their own. Periods and refusals are those of the key figures. */
@Path("/v1/kpis")
@Tag(name = "kpis")
@Produces({MediaType.APPLICATION_JSON, KpiCsvWriter.CSV})
public class KpiTableResource {

  private static final List<String> OF_STORES =
      List.of("lead!", "lead-", "buyer!", "buyer-", "visit", "zone", "in_store", "order");
  private static final List<String> OF_ARMS =
      List.of("lead!", "lead-", "buyer!", "buyer-", "order");

  private final KpiStore kpis;
  private final ScorecardStore scorecards;
  private final KnownNames names;
  private final KpiConfig config;
  private final KpiMetrics metrics;
  private final Clock clock;

  KpiTableResource(
      KpiStore kpis,
      ScorecardStore scorecards,
      KnownNames names,
      KpiConfig config,
      KpiMetrics metrics,
      Clock clock) {
    this.kpis = kpis;
    this.scorecards = scorecards;
    this.names = names;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  @GET
  @Path("/cohorts")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Customers by the month of their first order, month by month",
      description = "The months that the period touches, the first and the last one whole.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Cohorts.class),
              examples = @ExampleObject(name = "two months", value = KpiExamples.COHORTS)))
  @APIResponse(
      responseCode = "400",
      description = "A wrong period, no such tier, or another filter")
  public Uni<Cohorts> cohorts(
      @BeanParam KpiRequest request,
      @Parameter(description = "Only whose first order came from this tier", example = "nurture")
          @RestQuery
          @Nullable String tier) {
    Instant now = clock.instant();
    Period period = request.period(config.timeZone(), now);
    refuseGroup(request, "cohorts");
    YearMonth until = YearMonth.from(period.lastDay());
    return names
        .checkTier(tier)
        .chain(() -> metrics.timed("cohorts", kpis.cohorts(period, tier)))
        .map(counts -> Cohorts.of(period, now, config.money(), tier, until, counts));
  }

  @GET
  @Path("/stores")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Visits, zones and dwell of the leads of each tier, by store",
      description =
          "With store, that store alone. Where sensors count people, also how many came in and how"
              + " many orders there were for each of them.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Stores.class),
              examples = @ExampleObject(name = "one store", value = KpiExamples.STORES)))
  @APIResponse(
      responseCode = "400",
      description = "A wrong period, no such store, or another filter")
  public Uni<Stores> stores(@BeanParam KpiRequest request) {
    Instant now = clock.instant();
    Period period = request.period(config.timeZone(), now);
    Kpis.@Nullable Group group = request.group();
    if (group != null && !group.dimension().equals("store")) {
      throw ProblemException.parameter(group.dimension(), "stores can be filtered by store only");
    }
    @Nullable String store = group == null ? null : group.value();
    Wanted wanted = new Wanted("store", store, OF_STORES, List.of("lead", "buyer"), Wanted.NOW);
    return names
        .check(request.names())
        .chain(
            () ->
                Uni.combine()
                    .all()
                    .unis(
                        scorecards.tiersInForce(),
                        metrics.timed("stores", kpis.count(wanted, period)),
                        metrics.timed("footfall", kpis.footfall(store, period)))
                    .with(
                        (tiers, cells, counted) ->
                            Stores.of(period, now, config.money(), tiers, cells, counted)));
  }

  @GET
  @Path("/signals")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "What leads did, in stores and on the site, in the 30 days before an order",
      description =
          "With the lift of each signal: how much more often than usual leads order within 30 days"
              + " after a day on which it was there. By channel and store no lift is told.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = SignalsBefore.class),
              examples = @ExampleObject(name = "a month", value = KpiExamples.SIGNALS)))
  @APIResponse(
      responseCode = "400",
      description = "A wrong period, two groups at once, or no such one")
  public Uni<SignalsBefore> signals(@BeanParam KpiRequest request) {
    Instant now = clock.instant();
    Period period = request.period(config.timeZone(), now);
    Kpis.@Nullable Group group = request.group();
    // of channels and stores snapshots tell nothing
    @Nullable Period settled =
        group == null || group.isToldBySnapshots() ? SignalsBefore.settled(period, now) : null;
    Uni<List<Cell>> days =
        settled == null
            ? Uni.createFrom().item(List.of())
            : kpis.count(sums(group, SignalsBefore.OF_LEAD_DAYS), settled);
    return names
        .check(request.names())
        .chain(
            () ->
                metrics.timed(
                    "signals",
                    Uni.combine()
                        .all()
                        .unis(kpis.count(sums(group, SignalsBefore.OF_ORDERS), period), days)
                        .asTuple()))
        .map(both -> SignalsBefore.of(period, now, settled, both.getItem1(), both.getItem2()));
  }

  private static Wanted sums(Kpis.@Nullable Group group, List<String> figures) {
    return group == null
        ? new Wanted("", null, figures, List.of(), Wanted.NOW)
        : new Wanted(group.dimension(), group.value(), figures, List.of(), Wanted.NOW);
  }

  @GET
  @Path("/incremental")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "What acting on leads has earned, against the leads that were held out")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Incremental.class),
              examples = @ExampleObject(name = "a month", value = KpiExamples.INCREMENTAL)))
  @APIResponse(responseCode = "400", description = "A wrong period, or a filter")
  public Uni<Incremental> incremental(@BeanParam KpiRequest request) {
    Instant now = clock.instant();
    Period period = request.period(config.timeZone(), now);
    refuseGroup(request, "incremental revenue");
    Wanted wanted =
        new Wanted("arm", null, OF_ARMS, List.of("lead", "buyer", "square"), Wanted.NOW);
    return metrics
        .timed("incremental", kpis.count(wanted, period))
        .map(cells -> Incremental.of(period, now, config.money(), cells));
  }

  private static void refuseGroup(KpiRequest request, String what) {
    Kpis.@Nullable Group group = request.group();
    if (group != null) {
      throw ProblemException.parameter(group.dimension(), "there is no such filter for " + what);
    }
  }
}
