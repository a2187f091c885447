package dev.leadlight.feedback.snapshot.shell;

import dev.leadlight.feedback.snapshot.ExportQuestion;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

/** Snapshots with what followed them, for people's own notebooks. */
@Path("/v1/snapshots/export")
@Tag(name = "snapshots")
@RolesAllowed(Roles.OPERATOR)
public class SnapshotExportResource {

  private static final String LINE =
      """
      {"id":"s-1","lead":"3q2-7w","person":"3q2-7w","at":"2026-10-01T10:00:00Z","tier":"nurture",\
      "score":61.5,"scorecard":"retail-starter","scorecard_version":"3","features_version":2,\
      "label_complete":true,"converted":true,"orders_in_horizon":1,\
      "first_order_at":"2026-10-04T18:20:00Z","order_value":129.0,"won":0,"lost":0,"good_lead":1,\
      "not_ready":0,"pages_7d":12.0}
      """;

  private final SnapshotExportWorkflow workflow;
  private final Clock clock;

  SnapshotExportResource(SnapshotExportWorkflow workflow, Clock clock) {
    this.workflow = workflow;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "Snapshots of a period with their labels",
      description = "In order of time, streamed. What each column means is in docs/snapshots.md.")
  @APIResponse(
      responseCode = "200",
      description = "NDJSON or CSV",
      content = {
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "a line", value = LINE)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "400", description = "The period, horizon or format makes no sense")
  @APIResponse(responseCode = "429", description = "Other exports are at work")
  public RestMulti<byte[]> export(
      @Parameter(description = "first moment", example = "2026-08-01T00:00:00Z", required = true)
          @RestQuery
          @DefaultValue("")
          String from,
      @Parameter(description = "the moment before which it ends; now by default")
          @RestQuery
          @DefaultValue("")
          String to,
      @Parameter(description = "how long after a snapshot something still counts for it")
          @RestQuery
          @DefaultValue("P30D")
          String horizon,
      @Parameter(description = "ndjson or csv") @RestQuery @DefaultValue("ndjson") String format) {
    ExportFormat wanted = format(format);
    ExportQuestion question =
        question(
            moment("from", from),
            to.isEmpty() ? clock.instant() : moment("to", to),
            horizon(horizon));
    return RestMulti.fromUniResponse(
        workflow.export(question, wanted),
        rows -> rows,
        rows -> Map.of(HttpHeaders.CONTENT_TYPE, List.of(wanted.mediaType())));
  }

  private static ExportQuestion question(Instant from, Instant to, Duration horizon) {
    if (!from.isBefore(to)) {
      throw ProblemException.parameter("to", "lies after from");
    }
    if (Duration.between(from, to).compareTo(ExportQuestion.LONGEST_PERIOD) > 0) {
      throw ProblemException.parameter("to", "at most 366 days after from");
    }
    if (horizon.isNegative()
        || horizon.isZero()
        || horizon.compareTo(ExportQuestion.LONGEST_HORIZON) > 0) {
      throw ProblemException.parameter("horizon", "longer than zero, at most P366D");
    }
    return new ExportQuestion(from, to, horizon);
  }

  private static Instant moment(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw ProblemException.parameter(name, "write a moment, for example 2026-08-01T00:00:00Z");
    }
  }

  private static Duration horizon(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw ProblemException.parameter("horizon", "write a duration, for example P30D");
    }
  }

  private static ExportFormat format(String text) {
    try {
      return ExportFormat.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ProblemException.parameter("format", "ndjson or csv");
    }
  }
}
