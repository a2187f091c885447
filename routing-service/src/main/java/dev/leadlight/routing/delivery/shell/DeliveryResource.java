package dev.leadlight.routing.delivery.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was told to whom, and the dead letters. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/deliveries")
@Tag(name = "Deliveries", description = "What was told to whom, and what could not be")
public class DeliveryResource {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;

  private final DeliveryStore deliveries;
  private final DeadLetterStore deadLetters;
  private final WakeUps wakeUps;
  private final Clock clock;

  DeliveryResource(
      DeliveryStore deliveries, DeadLetterStore deadLetters, WakeUps wakeUps, Clock clock) {
    this.deliveries = deliveries;
    this.deadLetters = deadLetters;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists deliveries, newest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public Uni<DeliveryPage> list(
      @RestQuery @Parameter(description = "Only of that state", example = "dead")
          @Nullable String state,
      @RestQuery @Parameter(description = "Only of that lead id") @Nullable String lead,
      @RestQuery @Parameter(description = "Only to that destination", example = "slack")
          @Nullable String destination,
      @RestQuery @Parameter(description = "Only with that reason", example = "unauthorized")
          @Nullable String reason,
      @RestQuery @Parameter(description = "Only of that playbook") @Nullable String playbook,
      @RestQuery @Parameter(description = "next of the page before") @Nullable String cursor,
      @RestQuery
          @Parameter(
              description = "Deliveries on a page, at most 500",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @Nullable String limit) {
    return deliveries.page(
        new DeliveryStore.Wanted(
            state(state),
            lead,
            destination,
            reason(reason),
            playbook,
            PageCursor.parameter(cursor, 1)),
        limit(limit));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Shows a delivery with its attempts")
  @APIResponse(responseCode = "200", description = "The delivery")
  @APIResponse(responseCode = "404", description = "No such delivery")
  public Uni<DeliveryDetail> show(@RestPath String id) {
    return deliveries.find(id).map(found -> found.orElseThrow(DeliveryResource::unknown));
  }

  @POST
  @Path("/{id}/replay")
  @RolesAllowed(Roles.OPERATOR)
  @ResponseStatus(202)
  @Operation(
      summary = "Sends a dead delivery once more",
      description =
          "With the same id, from the start of the retry schedule, without a deadline. What a later"
              + " change of the lead has replaced is not sent and ends as superseded.")
  @APIResponse(
      responseCode = "202",
      description = "Due now, or superseded",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryDetail.class)))
  @APIResponse(responseCode = "404", description = "No such delivery")
  @APIResponse(responseCode = "409", description = "It is not dead")
  public Uni<DeliveryDetail> replay(@RestPath String id) {
    return deadLetters
        .replay(id, clock.instant())
        .invoke(replay -> replay.ifPresent(known -> wakeUps.due(known.destination())))
        .chain(replay -> shown(id, replay));
  }

  private Uni<DeliveryDetail> shown(String id, Optional<DeadLetterStore.Replay> replayed) {
    return show(id)
        .invoke(
            detail -> {
              if (replayed.isEmpty()) {
                throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Only a dead delivery can be replayed; this one is "
                        + detail.delivery().state()
                        + ".");
              }
            });
  }

  private static @Nullable DeliveryState state(@Nullable String label) {
    return label == null
        ? null
        : DeliveryState.ofLabel(label)
            .orElseThrow(
                () ->
                    ProblemException.parameter(
                        "state",
                        "one of pending, delivered, dead, expired, superseded, suppressed"));
  }

  private static @Nullable String reason(@Nullable String code) {
    if (code != null && !Reason.isCode(code)) {
      throw ProblemException.parameter("reason", Reason.expected());
    }
    return code;
  }

  /** Read here, for the framework answers 404 to a number that isn't one. */
  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL_LIMIT;
    }
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw ProblemException.parameter("limit", "a number from 1 to " + HIGHEST_LIMIT);
    }
    return limit;
  }

  private static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such delivery.");
  }
}
