package dev.leadlight.routing.assignment.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.RepDraft;
import dev.leadlight.routing.assignment.shell.RepView.Duty;
import dev.leadlight.routing.assignment.shell.RepView.HandOver;
import dev.leadlight.routing.assignment.shell.RepView.RepImport;
import dev.leadlight.routing.assignment.shell.RepView.RepList;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The people who act on leads. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/reps")
@Tag(name = "Reps", description = "The people who act on leads")
public class RepResource {

  private static final String ROB =
      """
      {"name": "Rob Roe", "email": "rob@shop.example", "slackUser": "U07ABC",
       "crmOwners": {"hubspot": "4711"}, "weight": 2, "dailyCap": 20, "territories": ["DE", "AT"],
       "skills": ["kitchens"], "timezone": "Europe/Berlin",
       "hours": {"monday": ["09:00-12:30", "13:30-18:00"], "friday": ["09:00-14:00"]},
       "holidays": ["2026-12-25"], "vacations": ["2026-08-03/2026-08-14"]}""";

  private static final String FILE =
      """
      id,name,email,weight,timezone,monday,tuesday,territories,hubspot
      rob,Rob Roe,rob@shop.example,2,Europe/Berlin,09:00-12:30 13:30-18:00,09:00-18:00,DE AT,4711
      """;

  private final RosterStore rosters;
  private final RepWorkflow workflow;

  RepResource(RosterStore rosters, RepWorkflow workflow) {
    this.rosters = rosters;
    this.workflow = workflow;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Lists all reps", description = "Those who have left among them.")
  @APIResponse(responseCode = "200", description = "By id")
  public Uni<RepList> list() {
    return rosters
        .read()
        .map(
            roster ->
                new RepList(roster.reps().stream().map(rep -> RepView.of(rep, roster)).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Shows a rep")
  @APIResponse(responseCode = "200", description = "The rep")
  @APIResponse(responseCode = "404", description = "No such rep")
  public Uni<RepView> show(@RestPath String id) {
    return shown(id);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Writes a rep down",
      description = "As new or in place of what was. Somebody who had left is back.")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "rob", value = ROB)))
  @APIResponse(responseCode = "200", description = "The rep as it is now")
  @APIResponse(responseCode = "400", description = "The id is none")
  @APIResponse(responseCode = "422", description = "Fields are wrong; all of them are named")
  public Uni<RepView> put(@RestPath String id, @Nullable RepDraft draft) {
    if (!RepDraft.isId(id)) {
      throw ProblemException.parameter("id", "1 to 64 of a-z, 0-9, _ . - and no sign first");
    }
    Rep rep = checked(id, draft);
    return workflow.put(List.of(rep)).chain(fresh -> shown(id));
  }

  @POST
  @Path("/{id}/duty")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Switches a rep on duty or off",
      description = "On duty also ends a parking for not having answered.")
  @APIResponse(responseCode = "200", description = "The rep as it is now")
  @APIResponse(responseCode = "404", description = "No such rep, or it has left")
  @APIResponse(responseCode = "422", description = "onDuty is missing")
  public Uni<RepView> duty(@RestPath String id, @Nullable Duty duty) {
    if (duty == null || duty.onDuty() == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "onDuty is missing.",
          List.of(Place.at("/onDuty", "true or false")));
    }
    return workflow.duty(id, duty.onDuty()).chain(() -> shown(id));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Notes that a rep has left",
      description =
          "Open leads go to others at once, by rotation, or wait for them. What was decided before"
              + " stays on record.")
  @APIResponse(responseCode = "200", description = "What became of the rep's leads")
  @APIResponse(responseCode = "404", description = "No such rep, or it had left before")
  public Uni<HandOver> depart(@RestPath String id) {
    return workflow.depart(id).map(HandOver::new);
  }

  @POST
  @Path("/import")
  @RolesAllowed(Roles.ADMIN)
  @Consumes("text/csv")
  @Operation(
      summary = "Writes reps down from a CSV file",
      description =
          "All rows or, if any is wrong, none. Columns: id, name, email, and as needed slackUser,"
              + " weight, dailyCap, territories, stores, skills, timezone, monday to sunday,"
              + " holidays, vacations (lists separated by spaces); any other column is an owner's"
              + " id in the CRM of that name.")
  @RequestBody(
      content =
          @Content(mediaType = "text/csv", examples = @ExampleObject(name = "reps", value = FILE)))
  @APIResponse(responseCode = "200", description = "All are written down")
  @APIResponse(responseCode = "422", description = "Rows are wrong; all of them are named")
  public Uni<RepImport> importCsv(@Nullable String csv) {
    List<Rep> reps = RepFile.read(Objects.requireNonNullElse(csv, ""));
    return workflow.put(reps).map(fresh -> new RepImport(fresh, reps.size() - fresh));
  }

  private static Rep checked(String id, @Nullable RepDraft draft) {
    if (draft == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    Reading<Rep> reading = draft.check(id);
    if (reading.value() == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The rep is not acceptable.", reading.errors());
    }
    return reading.value();
  }

  /** Not by way of the endpoint, which asks who calls: that is not known once a Uni has begun. */
  private Uni<RepView> shown(String id) {
    return rosters
        .read()
        .map(
            roster ->
                roster.reps().stream()
                    .filter(rep -> rep.id().equals(id))
                    .findFirst()
                    .map(rep -> RepView.of(rep, roster))
                    .orElseThrow(
                        () ->
                            new ProblemException(ProblemType.NOT_FOUND, "There is no such rep.")));
  }
}
