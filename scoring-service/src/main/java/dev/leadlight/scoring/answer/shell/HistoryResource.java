package dev.leadlight.scoring.answer.shell;

import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.LeadExport;
import dev.leadlight.scoring.answer.Timeline;
import dev.leadlight.scoring.answer.TimelinePage;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is remembered of a lead. One round trip to Redis as a rule, see the workflow. */
@Path("/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leads")
public class HistoryResource {

  private final AnswerWorkflow workflow;
  private final Clock clock;

  HistoryResource(AnswerWorkflow workflow, Clock clock) {
    this.workflow = workflow;
    this.clock = clock;
  }

  @GET
  @Path("{lead}/timeline")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "What happened to a lead, and what each point came from",
      description =
          "Newest first: matches of rules with what they were worth and are worth at the moment of"
              + " the first page, orders, visits, and the latest tier changes.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              schema = @Schema(implementation = TimelinePage.class),
              examples =
                  @ExampleObject(
                      name = "a cart and an order",
                      value =
                          "{\"leadId\": \"Zm9vYmFyYmF6cXV4cXV1eA\", \"at\":"
                              + " \"2026-11-20T10:00:00Z\", \"entries\": [{\"at\":"
                              + " \"2026-11-20T09:58:10Z\", \"kind\": \"points\", \"group\":"
                              + " \"explicit-interest\", \"rule\": \"adds-to-cart\", \"points\":"
                              + " 25.0, \"pointsNow\": 24.99}, {\"at\": \"2026-11-02T16:20:00Z\","
                              + " \"kind\": \"order\", \"orderId\": \"1001\", \"value\": 129.90,"
                              + " \"currency\": \"EUR\", \"channel\": \"in_store\"}], \"next\":"
                              + " null}")))
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  @APIResponse(responseCode = "404", description = "No lead has this identity")
  public Uni<TimelinePage> timeline(
      @RestPath
          @Parameter(description = "kind:value, or lead: and the lead id", example = "user:u1")
          String lead,
      @RestQuery @Parameter(description = "next of the page before") @Nullable String cursor,
      @RestQuery
          @Parameter(
              description = "Entries on a page, at most 200",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @Nullable String limit) {
    Timeline.Cursor place = cursor(cursor);
    int most = LeadListResource.limit(limit);
    return workflow.about(
        LeadResource.name(lead),
        (state, card) -> Timeline.page(state, card, clock.instant(), place, most));
  }

  private static Timeline.@Nullable Cursor cursor(@Nullable String text) {
    return text == null
        ? null
        : Timeline.Cursor.parse(text)
            .orElseThrow(
                () -> ProblemException.parameter("cursor", "the value of next of another page"));
  }

  @GET
  @Path("{lead}/export")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Everything that is held about a person here",
      description = "As a file. Other services hold no names or addresses but routing-service's.")
  @APIResponse(responseCode = "200", description = "The document")
  @APIResponse(responseCode = "400", description = "This names no lead")
  @APIResponse(responseCode = "404", description = "No lead has this identity")
  public Uni<RestResponse<LeadExport>> export(
      @RestPath
          @Parameter(description = "kind:value, or lead: and the lead id", example = "user:u1")
          String lead) {
    return workflow
        .about(
            LeadResource.name(lead), (state, card) -> LeadExport.of(state, card, clock.instant()))
        .map(HistoryResource::download);
  }

  private static RestResponse<LeadExport> download(LeadExport export) {
    String name = "lead-" + export.lead().leadId() + ".json";
    return RestResponse.ResponseBuilder.ok(export)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
