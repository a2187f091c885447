package dev.leadlight.feedback.audit.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.feedback.audit.AuditPage;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.platform.problem.Numbers;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The audit log. */
@Path("/v1/audit")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class AuditResource {

  private static final String EXAMPLE =
      """
      {"entries": [
         {"id": "0f9d6f1e-7f63-4f0e-9d59-0b6fb5a7f0a1", "at": "2026-11-22T10:00:00Z",
          "service": "routing-service", "who": "night shift", "method": "POST",
          "path": "/v1/deliveries/4711/replay", "status": 202}]}
      """;

  private static final List<String> SERVICES =
      List.of(Topics.INGEST, Topics.SCORING, Topics.ROUTING, Topics.FEEDBACK);

  private final AuditStore store;

  AuditResource(AuditStore store) {
    this.store = store;
  }

  @GET
  @Operation(
      summary = "Who has changed what, latest first",
      description =
          "Calls of administrative routes of all services that were not refused, but for those that"
              + " only read. Identities of leads in paths are blotted out.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(implementation = AuditPage.class),
              examples = @ExampleObject(name = "a replay", value = EXAMPLE)))
  public Uni<AuditPage> list(
      @Parameter(description = "name of a token or person") @RestQuery @Nullable String who,
      @Parameter(example = "scoring-service") @RestQuery @Nullable String service,
      @Parameter(description = "next of the page before") @RestQuery @Nullable String cursor,
      @Parameter(
              description = "size of a page, 1 to 200",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
          @RestQuery
          @Nullable String limit) {
    if (service != null && !SERVICES.contains(service)) {
      throw ProblemException.parameter("service", "one of " + String.join(", ", SERVICES));
    }
    int most = (int) Numbers.whole("limit", limit, 50, 1, 200);
    return store
        .read(who, service, PageCursor.parameter(cursor, 1), most + 1)
        .map(entries -> AuditPage.of(entries, most));
  }
}
