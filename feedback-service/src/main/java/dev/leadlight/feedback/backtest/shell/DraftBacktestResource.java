package dev.leadlight.feedback.backtest.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.scorecard.shell.ScorecardDocuments;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What a draft would have said in the past. */
@Path("/v1/scorecards/{id}/drafts/{draft}/backtests")
@Tag(name = "scorecards")
@Produces(MediaType.APPLICATION_JSON)
public class DraftBacktestResource {

  private static final String QUESTION =
      """
      {"from": "2026-08-01T00:00:00Z", "to": "2026-11-01T00:00:00Z", "horizon": "P14D"}
      """;

  private final BacktestWorkflow workflow;
  private final Workers workers;

  DraftBacktestResource(BacktestWorkflow workflow, Workers workers) {
    this.workflow = workflow;
    this.workers = workers;
  }

  /** The latest twenty, newest first, without their findings. */
  public record DraftBacktests(List<DraftBacktestView> backtests) {}

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes({"application/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Back-test a draft",
      description =
          "Asks scoring-service with your own credentials. The body is its question without the"
              + " scorecard, or nothing; see docs/backtests.md. What it finds stays with the draft.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "a quarter", value = QUESTION)))
  @APIResponse(
      responseCode = "202",
      description = "Begun; Location names it",
      content = @Content(schema = @Schema(implementation = DraftBacktestView.class)))
  @APIResponse(responseCode = "422", description = "Errors of the draft or the period, or a leak")
  @APIResponse(responseCode = "429", description = "Another one is at work")
  @APIResponse(responseCode = "503", description = "scoring-service does not answer")
  public Uni<RestResponse<DraftBacktestView>> begin(
      @RestPath String id,
      @RestPath long draft,
      byte[] body,
      @Parameter(hidden = true) @RestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
    return workers
        .outcome(() -> question(body))
        .chain(question -> workflow.begin(id, draft, question, authorization))
        .map(
            view ->
                RestResponse.ResponseBuilder.<DraftBacktestView>create(RestResponse.Status.ACCEPTED)
                    .location(
                        UriBuilder.fromPath(
                                "/v1/scorecards/{id}/drafts/{draft}/backtests/{backtest}")
                            .build(id, draft, view.id()))
                    .entity(view)
                    .build());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The latest back-tests of a draft, newest first, without their findings")
  @APIResponse(responseCode = "404", description = "The card has no such draft")
  public Uni<DraftBacktests> list(@RestPath String id, @RestPath long draft) {
    return workflow.list(id, draft).map(DraftBacktests::new);
  }

  @GET
  @Path("/{backtest}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "How far a back-test is, and what it has found")
  @APIResponse(responseCode = "404", description = "The draft has no such back-test")
  public Uni<DraftBacktestView> get(
      @RestPath String id,
      @RestPath long draft,
      @RestPath String backtest,
      @Parameter(hidden = true) @RestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
    return workflow.find(id, draft, backtest, authorization);
  }

  @DELETE
  @Path("/{backtest}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Cancel a back-test",
      description = "It ends within a second or two. One that has ended stays as it is.")
  @APIResponse(responseCode = "404", description = "The draft has no such back-test")
  @APIResponse(responseCode = "503", description = "scoring-service does not answer")
  public Uni<DraftBacktestView> cancel(
      @RestPath String id,
      @RestPath long draft,
      @RestPath String backtest,
      @Parameter(hidden = true) @RestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
    return workflow.cancel(id, draft, backtest, authorization);
  }

  private static ObjectNode question(byte[] body) {
    if (body.length > 0 && ScorecardDocuments.parse(body) instanceof ObjectNode question) {
      if (question.has("scorecard")) {
        throw new ProblemException(
            ProblemType.UNPROCESSABLE,
            "The card is the draft.",
            List.of(Place.at("/scorecard", "leave it out")));
      }
      return question;
    }
    if (body.length > 0) {
      throw new ProblemException(ProblemType.UNPROCESSABLE, "A question is an object.");
    }
    return ContractJson.mapper().createObjectNode();
  }
}
