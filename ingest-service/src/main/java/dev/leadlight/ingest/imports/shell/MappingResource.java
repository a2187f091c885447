package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.SavedMapping;
import dev.leadlight.ingest.body.shell.BodyReader;
import dev.leadlight.ingest.intake.shell.ItemReader;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Mappings from rows to messages: those that come with Leadlight, and those of the operators. */
@Path("/v1/imports/mappings")
@Tag(name = "Imports")
@Produces(MediaType.APPLICATION_JSON)
public class MappingResource {

  private static final long LARGEST = 32 * 1024;
  private static final int MOST = 200;

  private final ImportStore store;
  private final BodyReader bodies;
  private final Clock clock = Clock.systemUTC();

  MappingResource(ImportStore store, BodyReader bodies) {
    this.store = store;
    this.bodies = bodies;
  }

  /**
   * All there are.
   *
   * @param saved by name
   * @param presets documents by name, to be used as they are or as a beginning
   */
  public record Mappings(List<SavedMapping> saved, Map<String, Map<String, Object>> presets) {}

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "List the saved mappings and the presets")
  @APIResponse(
      responseCode = "200",
      description = "All of them",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Mappings.class),
              examples =
                  @ExampleObject(
                      name = "one saved",
                      value =
                          "{\"saved\":[{\"name\":\"till\",\"mapping\":{\"fields\":[{\"to\":\"/event\",\"value\":\"POS"
                              + " Purchase\"}]},\"savedAt\":\"2026-09-21T13:33:20Z\"}],\"presets\":{}}")))
  public Mappings list() {
    return new Mappings(store.mappings(), Presets.all());
  }

  @GET
  @Path("/{name}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Show a saved mapping")
  @APIResponse(
      responseCode = "200",
      description = "The mapping",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SavedMapping.class)))
  @APIResponse(responseCode = "404", description = "No mapping has this name")
  public SavedMapping show(@RestPath String name) {
    return store
        .mapping(name)
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "No mapping has this name."));
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Save a mapping",
      description = "Replaces the one of this name. Imports that have begun keep theirs.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples =
                  @ExampleObject(
                      name = "a till",
                      value =
                          "{\"numbers\":\"de-DE\",\"timeZone\":\"Europe/Berlin\",\"id\":{\"prefix\":\"till\",\"column\":\"Beleg\"},"
                              + "\"fields\":[{\"to\":\"/event\",\"value\":\"POS Purchase\"},"
                              + "{\"to\":\"/properties/total\",\"column\":\"Summe\",\"as\":\"number\"},"
                              + "{\"to\":\"/properties/loyalty_id\",\"column\":\"Kunde\",\"required\":true}]}")))
  @APIResponse(
      responseCode = "200",
      description = "Saved",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SavedMapping.class)))
  @APIResponse(responseCode = "422", description = "Not a mapping; every error names its place")
  public Uni<SavedMapping> save(
      @RestPath @Parameter(example = "till") String name, @Context HttpServerRequest request) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw ProblemException.parameter("name", "1 to 64 of A-Z a-z 0-9 . _ -");
    }
    if (store.mapping(name).isEmpty() && store.mappings().size() >= MOST) {
      throw new ProblemException(
          ProblemType.CONFLICT, "There are " + MOST + " mappings; delete one first.");
    }
    return bodies
        .read(request, LARGEST)
        .map(MappingResource::document)
        .invoke(document -> ImportOrders.checked(document, ""))
        .map(
            document ->
                new SavedMapping(name, document, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .chain(store::save);
  }

  @DELETE
  @Path("/{name}")
  @RolesAllowed(Roles.OPERATOR)
  @ResponseStatus(204)
  @Operation(summary = "Delete a saved mapping")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No mapping has this name")
  public Uni<Void> delete(@RestPath String name) {
    return store.deleteMapping(show(name).name());
  }

  private static Map<String, Object> document(byte[] json) {
    Map<String, ?> document =
        ItemReader.read(json, parser -> ItemReader.item(json, parser)).fields();
    if (document == null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "A mapping is a JSON object.");
    }
    return new LinkedHashMap<>(document);
  }
}
