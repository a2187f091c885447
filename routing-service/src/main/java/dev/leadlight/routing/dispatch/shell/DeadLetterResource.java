package dev.leadlight.routing.dispatch.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.delivery.DeadLetters;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.DeadLetterStore;
import dev.leadlight.routing.delivery.shell.DeadLetterStore.Replay;
import dev.leadlight.routing.delivery.shell.DeliveryDetail;
import dev.leadlight.routing.delivery.shell.DeliveryStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.shell.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Dead letters, corrected and sent once more. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/deliveries")
@Tag(name = "Deliveries")
public class DeadLetterResource {

  private static final int BATCH = 500;
  private static final long MOST = 10_000;

  private final DeliveryStore deliveries;
  private final DeadLetterStore deadLetters;
  private final Destinations destinations;
  private final WakeUps wakeUps;
  private final Clock clock;

  DeadLetterResource(
      DeliveryStore deliveries,
      DeadLetterStore deadLetters,
      Destinations destinations,
      WakeUps wakeUps,
      Clock clock) {
    this.deliveries = deliveries;
    this.deadLetters = deadLetters;
    this.destinations = destinations;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  /** What came of replaying many. */
  @Schema(name = "Replayed")
  public record Replayed(
      @Schema(description = "Deliveries that are due now", examples = "1234") long replayed,
      @Schema(
              description =
                  "Deliveries that were not made due, for a later change of the lead has replaced them",
              examples = "12")
          long superseded,
      @Schema(
              description = "Dead ones that match and are left, counted up to 10000; call again",
              examples = "0")
          long remaining) {

    private static final Replayed NONE = new Replayed(0, 0, 0);

    private Replayed and(List<Replay> batch) {
      long more = batch.stream().filter(Replay::superseded).count();
      return new Replayed(replayed + batch.size() - more, superseded + more, remaining);
    }

    private Replayed leaving(long left) {
      return new Replayed(replayed, superseded, left);
    }
  }

  @PATCH
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Corrects a dead delivery",
      description = "Its parameters, all of them, or where it goes. Replay it afterwards.")
  @RequestBody(
      required = true,
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "another list, another account",
                      value = "{\"with\": {\"list\": \"abc\"}, \"destination\": \"crm-2\"}")))
  @APIResponse(responseCode = "200", description = "Corrected")
  @APIResponse(responseCode = "404", description = "No such delivery")
  @APIResponse(responseCode = "409", description = "It is not dead")
  @APIResponse(responseCode = "422", description = "The destination can't do that, or isn't there")
  public Uni<DeliveryDetail> edit(@RestPath String id, @Nullable JsonNode body) {
    DeadLetterReader.Edit edit = DeadLetterReader.edit(body);
    return find(id)
        .invoke(found -> check(edit, found))
        .chain(() -> deadLetters.edit(id, edit.destination(), edit.with()))
        .invoke(DeadLetterResource::refuseUnlessDead)
        .chain(() -> find(id));
  }

  @POST
  @Path("/replay")
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(
      summary = "Sends many dead deliveries once more",
      description =
          "Those that match; an empty object means all. At most 10,000 in one call. What a later"
              + " change of its lead has replaced is not sent and ends as superseded.")
  @RequestBody(
      required = true,
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "after the token was renewed",
                      value =
                          "{\"destination\": \"crm\", \"reason\": \"unauthorized\","
                              + " \"plannedFrom\": \"2026-11-01T00:00:00Z\"}")))
  @APIResponse(
      responseCode = "202",
      description = "Due now",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Replayed.class)))
  @APIResponse(responseCode = "422", description = "Unknown or wrong members; nothing was done")
  public Uni<Replayed> replay(@Nullable JsonNode body) {
    DeadLetters which = DeadLetterReader.which(body);
    return replay(which, Replayed.NONE).chain(done -> deadLetters.count(which).map(done::leaving));
  }

  /** In batches, so that no transaction holds thousands of rows. */
  private Uni<Replayed> replay(DeadLetters which, Replayed soFar) {
    return deadLetters
        .replay(which, BATCH, clock.instant())
        .invoke(batch -> batch.stream().map(Replay::destination).distinct().forEach(wakeUps::due))
        .chain(batch -> replayMore(which, soFar.and(batch), batch.size()));
  }

  private Uni<Replayed> replayMore(DeadLetters which, Replayed done, int batch) {
    return batch < BATCH || done.replayed() + done.superseded() >= MOST
        ? Uni.createFrom().item(done)
        : replay(which, done);
  }

  private Uni<DeliveryDetail> find(String id) {
    return deliveries
        .find(id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(ProblemType.NOT_FOUND, "There is no such delivery.")));
  }

  private void check(DeadLetterReader.Edit edit, DeliveryDetail found) {
    String destination = edit.destination();
    if (destination != null && !offers(destination, found.delivery().verb())) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "Nothing was done.",
          List.of(
              Place.at(
                  "/destination",
                  "expected a destination that offers " + found.delivery().verb())));
    }
  }

  private boolean offers(String destination, String verb) {
    return destinations
        .find(destination)
        .filter(setUp -> setUp.connector().verbs().stream().map(Verb::label).anyMatch(verb::equals))
        .isPresent();
  }

  private static void refuseUnlessDead(boolean dead) {
    if (!dead) {
      throw new ProblemException(ProblemType.CONFLICT, "Only a dead delivery can be corrected.");
    }
  }
}
