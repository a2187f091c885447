package dev.leadlight.feedback.experiment.shell;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.experiment.ExperimentReport;
import dev.leadlight.feedback.experiment.ExperimentRequest;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.Numbers;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Experiments: other cards for some leads, no action for others, and what came of it. */
@Path("/v1/experiments")
@Tag(name = "experiments")
@Produces(MediaType.APPLICATION_JSON)
public class ExperimentResource {

  private static final String EXAMPLE =
      """
      {"challengers": [], "holdOut": 0.1}
      """;

  private final ExperimentWorkflow workflow;

  ExperimentResource(ExperimentWorkflow workflow) {
    this.workflow = workflow;
  }

  /** All of them, the one changed last first. */
  public record Experiments(List<Experiment> experiments) {}

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "All experiments, the one changed last first")
  public Uni<Experiments> list() {
    return workflow.all().map(Experiments::new);
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "An experiment as it is published")
  @APIResponse(responseCode = "404", description = "No experiment has this id")
  public Uni<Experiment> get(@RestPath String id) {
    return workflow.find(id);
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(Roles.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Start an experiment, or change the shares of the one that runs",
      description =
          "Answered when the topic has it; all scoring replicas follow at once. What a change moves"
              + " is said in docs/experiments.md.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ExperimentRequest.class),
              examples = @ExampleObject(name = "what acting on leads is worth", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "Running",
      content = @Content(schema = @Schema(implementation = Experiment.class)))
  @APIResponse(responseCode = "409", description = "Another one is running, or this one has ended")
  @APIResponse(
      responseCode = "422",
      description = "Shares or cards are wrong; all places are named")
  public Uni<Experiment> put(@RestPath String id, @Nullable ExperimentRequest request) {
    if (request == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    return workflow.put(id, request);
  }

  @POST
  @Path("{id}/end")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "End an experiment",
      description =
          "All leads are scored by the card in force again. Ending it again does nothing.")
  @APIResponse(responseCode = "404", description = "No experiment has this id")
  public Uni<Experiment> end(@RestPath String id) {
    return workflow.end(id);
  }

  @GET
  @Path("{id}/report")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "How an experiment stands, in figures and in a sentence",
      description =
          "The verdict is valid however often one looks. Definitions are in docs/experiments.md.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExperimentReport.class)))
  @APIResponse(responseCode = "404", description = "No experiment has this id")
  public Uni<ExperimentReport> report(
      @RestPath String id,
      @Parameter(
              description = "the relative change of the conversion rate that it is to find",
              schema = @Schema(type = SchemaType.NUMBER, defaultValue = "0.1"))
          @RestQuery
          @Nullable String hopedFor) {
    return workflow.report(id, Numbers.decimal("hopedFor", hopedFor, 0.1, 0.001, 10));
  }
}
