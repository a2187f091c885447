package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.feedback.kpi.Dimension;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.platform.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What requests for figures say: a period, and one group of leads or orders. */
public class KpiRequest {

  @Parameter(
      description = "First day, or an instant that stands for the day that holds it",
      example = "2026-11-01")
  @RestQuery
  @Nullable String from;

  @Parameter(description = "Last day, or an instant before which it ends", example = "2026-11-30")
  @RestQuery
  @Nullable String to;

  @Parameter(
      description = "The shop's time zone, to make sure; any other one is refused",
      example = "UTC")
  @RestQuery
  @Nullable String timeZone;

  @Parameter(description = "Only leads in this segment", example = "repeat-browser")
  @RestQuery
  @Nullable String segment;

  @Parameter(description = "Only what came by this channel", example = "in_store")
  @RestQuery
  @Nullable String channel;

  @Parameter(description = "Only what happened in this store", example = "berlin-mitte")
  @RestQuery
  @Nullable String store;

  @Parameter(description = "Only under this version of a scorecard", example = "retail-starter:7")
  @RestQuery
  @Nullable String version;

  @Parameter(description = "Only in this arm of an experiment", example = "champion")
  @RestQuery
  @Nullable String arm;

  Period period(ZoneId shop, Instant now) {
    Period.Reading reading = Period.parse(from, to, timeZone, shop, now);
    if (reading.period() != null) {
      return reading.period();
    }
    Place error = reading.error();
    throw error == null
        ? new IllegalStateException("neither period nor error")
        : ProblemException.parameter(String.valueOf(error.parameter()), error.message());
  }

  /** The names that are to limit figures, by what they are names of. */
  Map<Dimension, String> names() {
    Map<Dimension, String> asked = new EnumMap<>(Dimension.class);
    put(asked, Dimension.SEGMENT, segment);
    put(asked, Dimension.CHANNEL, channel);
    put(asked, Dimension.STORE, store);
    put(asked, Dimension.VERSION, version);
    put(asked, Dimension.ARM, arm);
    return asked;
  }

  /** The one group asked for; null for everything. */
  Kpis.@Nullable Group group() {
    Map<Dimension, String> asked = names();
    return Kpis.Group.of(asked)
        .orElseThrow(
            () ->
                ProblemException.parameter(
                    asked.keySet().stream().skip(1).findFirst().orElseThrow().label(),
                    "figures are kept for one group at a time, and for an arm together with a"
                        + " segment, channel or version; leave out the others"))
        .orElse(null);
  }

  private static void put(
      Map<Dimension, String> asked, Dimension dimension, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (value.isBlank()) {
      throw ProblemException.parameter(dimension.label(), "name one, or leave it out");
    }
    asked.put(dimension, value.strip());
  }
}
