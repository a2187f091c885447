package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.kpi.Cell;
import dev.leadlight.feedback.kpi.Dimension;
import dev.leadlight.feedback.kpi.Groups;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.When;
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
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Key figures, of everything or by group. */
@Path("/v1/kpis")
@Tag(name = "kpis")
@Produces({MediaType.APPLICATION_JSON, KpiCsvWriter.CSV})
public class KpiResource {

  private final KpiStore kpis;
  private final ScorecardStore scorecards;
  private final KnownNames names;
  private final KpiConfig config;
  private final KpiMetrics metrics;
  private final Clock clock;

  KpiResource(
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
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "All key figures of a period by tier, beside those of the period before",
      description = "Definitions are in docs/kpis.md.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Kpis.class),
              examples = @ExampleObject(name = "a month", value = KpiExamples.KPIS)))
  @APIResponse(
      responseCode = "400",
      description =
          "A period that is inverted, unreadable, longer than 400 days or in the future; a time"
              + " zone that is not the shop's; two groups at once; a name that nothing was ever"
              + " told of")
  public Uni<Kpis> kpis(@BeanParam KpiRequest request) {
    Instant now = clock.instant();
    Period period = request.period(config.timeZone(), now);
    Kpis.@Nullable Group group = request.group();
    return names
        .check(request.names())
        .chain(
            () ->
                Uni.combine()
                    .all()
                    .unis(scorecards.tiersInForce(), headlines(group, period))
                    .asTuple())
        .map(both -> Kpis.of(period, now, config.money(), group, both.getItem1(), both.getItem2()));
  }

  @GET
  @Path("/groups")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "The key figures of each segment, channel, store, scorecard version or arm",
      description = "A lead may count in several groups. Definitions are in docs/kpis.md.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = Groups.class),
              examples = @ExampleObject(name = "by channel", value = KpiExamples.GROUPS)))
  @APIResponse(responseCode = "400", description = "No such dimension, arm or period")
  public Uni<Groups> groups(
      @BeanParam KpiRequest request,
      @Parameter(description = "segment, channel, store, version or arm", example = "channel")
          @RestQuery
          @Nullable String by) {
    Instant now = clock.instant();
    Period period = request.period(config.timeZone(), now);
    Dimension dimension = dimension(by);
    String arm = armOf(request, dimension);
    return names
        .check(request.names())
        .chain(
            () ->
                Uni.combine()
                    .all()
                    .unis(scorecards.tiersInForce(), groups(dimension, arm, period))
                    .asTuple())
        .map(
            both ->
                Groups.of(
                    period, now, config.money(), dimension, both.getItem1(), both.getItem2()));
  }

  /** The arm that groups are to be limited to; null for all leads. */
  private static @Nullable String armOf(KpiRequest request, Dimension dimension) {
    Kpis.@Nullable Group group = request.group();
    if (group == null) {
      return null;
    }
    if (!group.dimension().equals(Dimension.ARM.label()) || !dimension.goesWithArms()) {
      throw ProblemException.parameter(
          "by", "segments, channels and versions are kept by arm as well; leave out other filters");
    }
    return group.value();
  }

  private Uni<List<Cell>> groups(Dimension dimension, @Nullable String arm, Period period) {
    return arm == null
        ? count("groups", dimension.label(), null, Wanted.COMPARED, period)
        : count("groups", dimension.withArm(), null, Wanted.COMPARED, period)
            .map(cells -> Cell.within(arm, cells));
  }

  private static Dimension dimension(@Nullable String by) {
    return Dimension.find(by == null ? "" : by.strip())
        .orElseThrow(
            () ->
                ProblemException.parameter(
                    "by", "write one of segment, channel, store, version, arm"));
  }

  private Uni<List<Cell>> headlines(Kpis.@Nullable Group group, Period period) {
    return group == null
        ? count("kpis", "", null, Wanted.ALL, period)
        : count("kpis", group.dimension(), group.value(), Wanted.ALL, period);
  }

  private Uni<List<Cell>> count(
      String table, String dimension, @Nullable String value, Set<When> periods, Period period) {
    Wanted wanted = new Wanted(dimension, value, Wanted.HEADLINES, Wanted.PEOPLE, periods);
    return metrics.timed(table, kpis.count(wanted, period));
  }
}
