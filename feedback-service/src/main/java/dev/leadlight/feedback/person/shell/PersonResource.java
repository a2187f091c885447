package dev.leadlight.feedback.person.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.feedback.outcome.OutcomeReport;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/** What is held about people. */
@Path("/v1/people")
@Tag(name = "privacy")
public class PersonResource {

  private static final String NDJSON = "application/x-ndjson";

  private final PersonStore store;
  private final IdentityKeys keys;

  PersonResource(PersonStore store, IdentityKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  @GET
  @Path("{lead}/export")
  @Produces(NDJSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Everything that feedback-service holds about a person",
      description =
          "One JSON object a line. Scoring-service and routing-service hold more. Each export is"
              + " noted in the audit log.")
  @APIResponse(
      responseCode = "200",
      description = "The lines; none if nothing is held",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(type = SchemaType.STRING),
              examples =
                  @ExampleObject(
                      name = "a line",
                      value =
                          "{\"kind\":\"outcome\",\"source\":\"hubspot\",\"id\":\"deal:33:1\","
                              + "\"outcome\":\"won\"}")))
  public RestMulti<JsonNode> export(
      @RestPath
          @Parameter(description = "kind:value, or lead: and the lead id", example = "user:u1")
          String lead) {
    Multi<JsonNode> lines =
        store.all(
            OutcomeReport.leadOf(lead, keys)
                .orElseThrow(
                    () -> ProblemException.parameter("lead", "write lead:<leadId> or kind:value")));
    return RestMulti.fromMultiData(lines)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.ndjson\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
