package dev.leadlight.scoring.backtest.shell;

import dev.leadlight.platform.access.Roles;
import dev.leadlight.scoring.backtest.shell.BacktestView.State;
import io.smallrye.mutiny.Multi;
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
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Draft scorecards against what has happened. */
@Path("/v1/backtests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Back-tests")
public class BacktestResource {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final BacktestWorkflow workflow;
  private final RedisBacktestStore store;

  BacktestResource(BacktestWorkflow workflow, RedisBacktestStore store) {
    this.workflow = workflow;
    this.store = store;
  }

  /** The latest hundred, newest first, without their findings. */
  public record Backtests(List<BacktestView> backtests) {}

  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml",
    MediaType.TEXT_PLAIN
  })
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Back-test a draft scorecard",
      description =
          "Reads the event log, scores every lead at moments of the period from what had happened by"
              + " then, and holds the scores against what happened next. There is one at a time.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/yaml",
              examples =
                  @ExampleObject(
                      name = "the card in force, over a quarter",
                      value =
                          "from: 2026-08-01T00:00:00Z\nto: 2026-11-01T00:00:00Z\nhorizon: P14D\n")))
  @APIResponse(
      responseCode = "202",
      description = "Begun; Location names it",
      content = @Content(schema = @Schema(implementation = BacktestView.class)))
  @APIResponse(responseCode = "400", description = "Neither YAML nor JSON")
  @APIResponse(
      responseCode = "422",
      description = "Errors of the card or the period, or a rule that would know the answer")
  @APIResponse(responseCode = "429", description = "Another one is at work")
  public Uni<RestResponse<BacktestView>> begin(byte[] body) {
    return workflow
        .begin(body)
        .map(
            view ->
                RestResponse.ResponseBuilder.<BacktestView>create(RestResponse.Status.ACCEPTED)
                    .header(HttpHeaders.LOCATION, "/v1/backtests/" + view.id())
                    .entity(view)
                    .build());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The latest back-tests, newest first")
  @APIResponse(responseCode = "200", description = "Without their findings")
  public Uni<Backtests> list() {
    return store.list().map(all -> new Backtests(all.stream().map(BacktestView::inShort).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "How far a back-test is, and what it has found")
  @APIResponse(responseCode = "200", description = "The back-test")
  @APIResponse(responseCode = "404", description = "No such back-test")
  public Uni<BacktestView> show(@RestPath String id) {
    return workflow.find(id);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Cancel a back-test",
      description = "It ends within a second or two. One that has ended stays as it is.")
  @APIResponse(responseCode = "200", description = "It had ended already")
  @APIResponse(
      responseCode = "202",
      description = "It is about to end",
      content = @Content(schema = @Schema(implementation = BacktestView.class)))
  @APIResponse(responseCode = "404", description = "No such back-test")
  public Uni<RestResponse<BacktestView>> cancel(@RestPath String id) {
    return workflow
        .cancel(id)
        .map(
            view ->
                RestResponse.ResponseBuilder.create(
                        view.state() == State.RUNNING
                            ? RestResponse.Status.ACCEPTED
                            : RestResponse.Status.OK,
                        view)
                    .build());
  }

  @GET
  @OfKnownBacktest
  @Path("/{id}/progress")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Follow a back-test by server-sent events",
      description = "One event with each change, at most two a second, from now to its end.")
  @APIResponse(
      responseCode = "200",
      description = "Events with the back-test each, the last one with its finding",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = BacktestView.class)))
  @APIResponse(responseCode = "404", description = "No such back-test")
  public Multi<BacktestView> progress(@RestPath String id) {
    return workflow.find(id).onItem().transformToMulti(this::followed);
  }

  private Multi<BacktestView> followed(BacktestView now) {
    Multi<BacktestView> later =
        Multi.createBy()
            .repeating()
            .uni(() -> looked(now.id()))
            .whilst(view -> !view.isEnd())
            .skip()
            .repetitions();
    return now.isEnd()
        ? Multi.createFrom().item(now)
        : Multi.createBy().concatenating().streams(Multi.createFrom().item(now), later);
  }

  private Uni<BacktestView> looked(String id) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK).chain(() -> workflow.find(id));
  }
}
