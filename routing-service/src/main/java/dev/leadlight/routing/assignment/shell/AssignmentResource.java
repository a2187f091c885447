package dev.leadlight.routing.assignment.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.assignment.AssignmentState;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who acts on which lead, and why. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/assignments")
@Tag(name = "Assignments", description = "Who acts on which lead, and why")
public class AssignmentResource {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;

  private final AssignmentStore store;
  private final AcknowledgementWorkflow acknowledgements;
  private final HandoverWorkflow handovers;

  AssignmentResource(
      AssignmentStore store, AcknowledgementWorkflow acknowledgements, HandoverWorkflow handovers) {
    this.store = store;
    this.acknowledgements = acknowledgements;
    this.handovers = handovers;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists assignments, newest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public Uni<AssignmentPage> list(
      @RestQuery @Parameter(description = "Only of that rep", example = "rob") @Nullable String rep,
      @RestQuery @Parameter(description = "Only of that state", example = "assigned")
          @Nullable String state,
      @RestQuery @Parameter(description = "Only of that lead id") @Nullable String lead,
      @RestQuery @Parameter(description = "next of the page before") @Nullable String cursor,
      @RestQuery
          @Parameter(
              description = "Assignments on a page, at most 500",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @Nullable String limit) {
    AssignmentState wanted = state(state);
    PageCursor after = PageCursor.parameter(cursor, 1);
    int most = limit(limit);
    return checked(rep).chain(() -> store.page(rep, wanted, lead, after, most));
  }

  private Uni<Void> checked(@Nullable String rep) {
    return rep == null
        ? Uni.createFrom().voidItem()
        : store
            .knowsRep(rep)
            .invoke(
                isKnown -> {
                  if (!isKnown) {
                    throw ProblemException.parameter("rep", "there never was a rep with this id");
                  }
                })
            .replaceWithVoid();
  }

  @GET
  @Path("/queue")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Shows the leads that wait for a rep",
      description =
          "In the order in which they are given away: highest value, then highest score first.")
  @APIResponse(responseCode = "200", description = "The first of them")
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public Uni<AssignmentPage> queue(
      @RestQuery
          @Parameter(
              description = "At most 500",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @Nullable String limit) {
    return store.queue(limit(limit)).map(waiting -> new AssignmentPage(waiting, null));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Shows an assignment with the decision behind it")
  @APIResponse(responseCode = "200", description = "The assignment")
  @APIResponse(responseCode = "404", description = "No such assignment")
  public Uni<AssignmentDetail> show(@RestPath String id) {
    return shown(id);
  }

  @POST
  @Path("/{id}/acknowledge")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Acknowledges an assignment for its rep",
      description = "The deadline is met, or was missed; doing it again changes nothing.")
  @APIResponse(responseCode = "200", description = "The assignment as it is now")
  @APIResponse(responseCode = "404", description = "No such assignment")
  @APIResponse(responseCode = "409", description = "It has ended")
  public Uni<AssignmentDetail> acknowledge(@RestPath String id) {
    return shown(id).chain(known -> acknowledgements.acknowledge(id, "api")).chain(() -> shown(id));
  }

  @POST
  @Path("/acknowledge")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Acknowledges a lead, whoever has it",
      description = "For programs that know leads only, such as a CRM whose task was completed.")
  @APIResponse(responseCode = "204", description = "Acknowledged, or nobody's to acknowledge")
  @APIResponse(responseCode = "422", description = "The lead is missing")
  public Uni<Void> acknowledgeLead(@Nullable LeadRequest request) {
    String lead = request == null ? null : request.lead();
    if (lead == null || lead.isBlank()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "The lead is missing.",
          List.of(Place.at("/lead", "a lead id")));
    }
    return acknowledgements.acknowledge(lead, null, "api").replaceWithVoid();
  }

  @POST
  @Path("/{id}/reassign")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Gives a lead to another rep",
      description = "To the one named, whether free or not, or else to whose turn it is.")
  @APIResponse(responseCode = "200", description = "The assignment as it is now, passed on")
  @APIResponse(responseCode = "404", description = "No such assignment")
  @APIResponse(responseCode = "409", description = "It has ended")
  @APIResponse(responseCode = "422", description = "No such rep")
  public Uni<AssignmentDetail> reassign(@RestPath String id, @Nullable RepRequest request) {
    return shown(id)
        .chain(known -> handovers.reassign(id, request == null ? null : request.rep()))
        .chain(() -> shown(id));
  }

  @POST
  @Path("/{id}/hand-back")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Gives a lead back on behalf of its rep",
      description = "The next one gets it; it does not count against the rep.")
  @APIResponse(responseCode = "200", description = "The assignment as it is now, passed on")
  @APIResponse(responseCode = "404", description = "No such assignment")
  @APIResponse(responseCode = "409", description = "It has ended, or nobody has it")
  public Uni<AssignmentDetail> handBack(@RestPath String id) {
    return shown(id).chain(known -> handovers.handBack(id)).chain(() -> shown(id));
  }

  /** A lead by its id. */
  @Schema(name = "LeadRequest")
  public record LeadRequest(@Schema(examples = "AnnsLead_0123456789-ab") @Nullable String lead) {}

  /** A rep by its id. */
  @Schema(name = "RepRequest")
  public record RepRequest(@Schema(examples = "rob") @Nullable String rep) {}

  private static @Nullable AssignmentState state(@Nullable String label) {
    return label == null
        ? null
        : AssignmentState.ofLabel(label)
            .orElseThrow(
                () ->
                    ProblemException.parameter(
                        "state", "one of " + String.join(", ", AssignmentState.labels())));
  }

  /** Read here, for the framework answers 404 to a number that isn't one. */
  private static int limit(@Nullable String text) {
    int limit = text == null ? USUAL_LIMIT : text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw ProblemException.parameter("limit", "a number from 1 to " + HIGHEST_LIMIT);
    }
    return limit;
  }

  /** Not by way of the endpoint, which asks who calls: that is not known once a Uni has begun. */
  private Uni<AssignmentDetail> shown(String id) {
    return store
        .find(id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            ProblemType.NOT_FOUND, "There is no such assignment.")));
  }
}
