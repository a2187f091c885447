package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.platform.access.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** How far imports have come, and their end before the end. */
@Path("/v1/imports")
@Tag(name = "Imports")
public class ImportResource {

  private static final Duration LOOK = Duration.ofMillis(500);

  /** So that neither we nor a proxy take a stream without news for dead. */
  private static final int LOOKS_WITHOUT_NEWS = 30;

  private final ImportStore store;
  private final ImportWorkflow workflow;

  ImportResource(ImportStore store, ImportWorkflow workflow) {
    this.store = store;
    this.workflow = workflow;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "How far an import has come")
  @APIResponse(
      responseCode = "200",
      description = "The import",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "No such import")
  public RestResponse<Object> show(@RestPath String id) {
    return ImportAnswers.ok(store.known(id));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "List imports, newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ImportPage.class),
              examples = @ExampleObject(name = "none yet", value = "{\"imports\":[]}")))
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public ImportPage list(
      @RestQuery @Parameter(description = "Only of that source", example = "pos")
          @Nullable String source,
      @RestQuery @Parameter(description = "next of the page before") @Nullable String cursor,
      @RestQuery @Parameter(description = "Imports on a page, at most 500", example = "50")
          @Nullable String limit) {
    return ImportPage.of(
        store.all().stream()
            .filter(state -> source == null || state.source().equals(source))
            .toList(),
        cursor,
        limit);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Cancel an import",
      description = "What was taken stays taken. An import that has ended stays as it is.")
  @APIResponse(
      responseCode = "200",
      description = "It has ended",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "No such import")
  public Uni<RestResponse<Object>> cancel(@RestPath String id) {
    return workflow.cancel(store.known(id)).map(ImportAnswers::ok);
  }

  @GET
  @Path("/{id}/progress")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Follow an import by server-sent events",
      description =
          "One event with each change, at most two a second, from the state of now to the end; an"
              + " interrupted import may still be continued, so the stream stays open.")
  @APIResponse(
      responseCode = "200",
      description = "Events with an import each",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "No such import")
  public Multi<ImportView> progress(@RestPath String id) {
    ImportState now = store.known(id);
    News news = new News(LOOKS_WITHOUT_NEWS);
    Multi<ImportState> later =
        Multi.createBy().repeating().uni(() -> looked(id)).whilst(state -> !state.state().isEnd());
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(now), now.state().isEnd() ? Multi.createFrom().empty() : later)
        .select()
        .where(news::isWorthTelling)
        .map(ImportView::of);
  }

  private Uni<ImportState> looked(String id) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK).map(waited -> store.known(id));
  }
}
