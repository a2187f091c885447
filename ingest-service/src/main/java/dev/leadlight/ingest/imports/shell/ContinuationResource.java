package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Where a file is to be taken up again, and the rest of it. */
@Path("/v1/imports")
@Tag(name = "Imports")
public class ContinuationResource {

  private final ImportOrders orders;
  private final ImportStore store;
  private final ImportWorkflow workflow;
  private final ImportConfig config;

  ContinuationResource(
      ImportOrders orders, ImportStore store, ImportWorkflow workflow, ImportConfig config) {
    this.orders = orders;
    this.store = store;
    this.workflow = workflow;
    this.config = config;
  }

  @HEAD
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Where to continue: Upload-Offset and Upload-Complete")
  @APIResponse(responseCode = "204", description = "See the headers")
  @APIResponse(responseCode = "404", description = "No such import")
  public RestResponse<Object> offset(@RestPath String id) {
    return ImportAnswers.offset(store.known(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.OPERATOR)
  // What was read is finished and its offset kept, though the sender has gone.
  @Cancellable(false)
  @Operation(
      summary = "Continue an import",
      description =
          "The body is the rest of the file from byte Upload-Offset of the plain file on, or a part"
              + " of that, itself plain or gzip. Both headers are required: only Upload-Complete: ?1"
              + " ends the import, so that a part is never taken for the rest by mistake.")
  @APIResponse(
      responseCode = "200",
      description = "Stored",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "400",
      description = "Upload-Offset or Upload-Complete is missing or wrong; nothing was read")
  @APIResponse(responseCode = "404", description = "No such import")
  @APIResponse(responseCode = "409", description = "Ended, or another offset: see Upload-Offset")
  @APIResponse(responseCode = "422", description = "The file cannot be read on")
  @APIResponse(responseCode = "503", description = "Interrupted again")
  public Uni<RestResponse<Object>> resume(
      @RestPath String id,
      @RestHeader(ImportAnswers.OFFSET)
          @Parameter(
              required = true,
              description = "Where the body begins, in bytes of the plain file",
              example = "73402110")
          @Nullable String offset,
      @RestHeader(ImportAnswers.COMPLETE)
          @Parameter(
              required = true,
              description = "?1 if the file ends with this body, ?0 if more will come",
              example = "?1")
          @Nullable String complete,
      @Context HttpServerRequest request) {
    ImportState state = store.known(id);
    if (offset == null || !offset.matches("\\d{1,18}")) {
      throw ProblemException.parameter(ImportAnswers.OFFSET, "where the body begins, in bytes");
    }
    ImportOrder order =
        new ImportOrder(id, orders.source(state.source()), state.format(), state.mapping());
    Part part = Part.of(order, complete == null ? "" : complete, request, config.senderPatience());
    return Uni.createFrom()
        .deferred(() -> workflow.take(state, Long.parseLong(offset), part))
        .map(ImportAnswers::ok)
        .onFailure(ImportInterruptedException.class)
        .recoverWithItem(ImportAnswers::interrupted);
  }
}
