package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.body.shell.BodyReader;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Files of any size: all of one, or the beginning. The body is read by a {@link BodyPipe} and not
 * by the framework.
 */
@Path("/v1/imports")
@Tag(name = "Imports")
public class UploadResource {

  private static final long LARGEST_ORDER = 64 * 1024;

  private final ImportOrders orders;
  private final ImportWorkflow workflow;
  private final BodyReader bodies;
  private final ImportConfig config;

  UploadResource(
      ImportOrders orders, ImportWorkflow workflow, BodyReader bodies, ImportConfig config) {
    this.orders = orders;
    this.workflow = workflow;
    this.bodies = bodies;
    this.config = config;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.OPERATOR)
  // What was read is finished and its offset kept, though the sender has gone.
  @Cancellable(false)
  @Operation(
      summary = "Import a file",
      description =
          "The body is the file, plain or gzip (Content-Encoding), of any size; it is answered when"
              + " all of it is stored. With Content-Type application/json the body says what the"
              + " file will be, with a mapping of its own if need be, and the file comes by PATCH.")
  @RequestBody(
      content = {
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = SchemaType.STRING),
            examples =
                @ExampleObject(
                    name = "preset pos-transactions",
                    value =
                        """
                        transaction_id;occurred_at;loyalty_id;sku;quantity;line_total;currency
                        T-1;2026-09-21T13:33:20Z;L-77;P-77;1;129.00;EUR
                        """)),
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(type = SchemaType.STRING),
            examples =
                @ExampleObject(
                    name = "preset events",
                    value =
                        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-1\","
                            + "\"timestamp\":\"2025-03-01T10:00:00Z\"}\n")),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ImportRequest.class),
            examples =
                @ExampleObject(
                    name = "a mapping of its own",
                    value =
                        "{\"id\":\"orders-2026-09\",\"source\":\"pos\",\"columns\":{\"id\":{\"prefix\":\"till\","
                            + "\"column\":\"Beleg\"},\"numbers\":\"de-DE\",\"timeZone\":\"Europe/Berlin\",\"fields\":["
                            + "{\"to\":\"/event\",\"value\":\"POS Purchase\"},"
                            + "{\"to\":\"/timestamp\",\"column\":\"Zeit\",\"as\":\"time\",\"pattern\":\"dd.MM.yyyy HH:mm\"},"
                            + "{\"to\":\"/properties/total\",\"column\":\"Summe\",\"as\":\"number\"},"
                            + "{\"to\":\"/properties/loyalty_id\",\"column\":\"Kunde\",\"required\":true}]}}"))
      })
  @APIResponse(
      responseCode = "201",
      description = "All of it is stored; or, after application/json, the file may come",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "400", description = "A parameter is missing or wrong")
  @APIResponse(responseCode = "409", description = "There is an import of this id")
  @APIResponse(
      responseCode = "422",
      description = "No such source, preset or mapping, or the file cannot be read on")
  @APIResponse(
      responseCode = "503",
      description = "Interrupted; go on at Upload-Offset after Retry-After")
  public Uni<RestResponse<Object>> create(
      @RestQuery
          @Parameter(
              description = "The import's id; without it one is made up",
              example = "orders-2026-09")
          @Nullable String id,
      @RestQuery @Parameter(description = "Whose the rows are", example = "pos")
          @Nullable String source,
      @RestQuery
          @Parameter(
              description = "A mapping that comes with Leadlight",
              example = "pos-transactions")
          @Nullable String preset,
      @RestQuery @Parameter(description = "A saved mapping", example = "till")
          @Nullable String mapping,
      @RestQuery @Parameter(description = "Whose way of writing numbers", example = "de-DE")
          @Nullable String numbers,
      @RestQuery @Parameter(description = "Of times without one", example = "Europe/Berlin")
          @Nullable String timeZone,
      @RestQuery @Parameter(description = "Between cells; looked for without it", example = ";")
          @Nullable String delimiter,
      @RestQuery @Parameter(description = "Of amounts that do not tell theirs", example = "USD")
          @Nullable String currency,
      @RestHeader(ImportAnswers.COMPLETE) @Parameter(description = "?0 if more will come by PATCH")
          @Nullable String complete,
      @Context HttpServerRequest request) {
    String type = contentType(request);
    if (type.equals(MediaType.APPLICATION_JSON)) {
      return bodies
          .read(request, LARGEST_ORDER)
          .map(orders::of)
          .chain(workflow::create)
          .map(ImportAnswers::created);
    }
    ImportOrder order =
        orders.of(
            new ImportRequest(
                id,
                source,
                format(type),
                preset,
                mapping,
                null,
                numbers,
                timeZone,
                delimiter,
                currency));
    Part part =
        Part.of(order, complete == null ? Part.LAST : complete, request, config.senderPatience());
    return workflow
        .begin(order, part)
        .map(ImportAnswers::created)
        .onFailure(ImportInterruptedException.class)
        .recoverWithItem(ImportAnswers::interrupted);
  }

  private static String contentType(HttpServerRequest request) {
    String sent = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return sent == null ? "" : sent.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String format(String contentType) {
    return switch (contentType) {
      case "text/csv", "application/csv", "text/tab-separated-values" -> "csv";
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> "ndjson";
      default ->
          throw new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "A file is text/csv or application/x-ndjson; application/json announces one.");
    };
  }
}
