package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.platform.access.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The rows of a file that could not be used, to be put right and sent again. */
@Path("/v1/imports/{id}/rejected")
@Tag(name = "Imports")
public class RejectedRowsResource {

  private final ImportStore store;
  private final RejectedRows rows;

  RejectedRowsResource(ImportStore store, RejectedRows rows) {
    this.store = store;
    this.rows = rows;
  }

  @GET
  // The rows hold what customers are called and where they can be reached.
  @RolesAllowed(Roles.OPERATOR)
  // Kafka's consumer waits for its broker, and the sender of a long report for its reader.
  @Blocking
  @Operation(
      summary = "Download the rejected rows as CSV",
      description =
          "Row number, column, reason and the row as it stood in the file; several lines where"
              + " several rows were one message. Cells that a spreadsheet would run as a formula begin"
              + " with an apostrophe. Kept for 14 days.")
  @APIResponse(
      responseCode = "200",
      description = "The report",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING),
              examples =
                  @ExampleObject(
                      name = "one row",
                      value =
                          "\"row\",\"column\",\"reason\",\"detail\",\"raw\"\n"
                              + "17,\"line_total\",\"unreadable_value\",\"The cell does not hold what the"
                              + " mapping expects: a number, a time, yes or no.\",\"T-9;yesterday\"\n")))
  @APIResponse(responseCode = "404", description = "No such import")
  public RestResponse<StreamingOutput> rejected(@RestPath String id) {
    ImportState state = store.known(id);
    return ResponseBuilder.<StreamingOutput>ok(out -> rows.write(state, out))
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"rejected-%s.csv\"".formatted(state.id()))
        .build();
  }
}
