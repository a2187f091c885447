package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.body.shell.BodyException;
import dev.leadlight.ingest.body.shell.BodyReader;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.shell.SourceLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The Segment tracking API and the paths of its dialects. Bodies are JSON whatever their content
 * type says, so they are read here and not by the framework. 200 means that Kafka has everything.
 */
@Path("/")
@PermitAll
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tracking")
public class TrackingResource {

  /** An object, because some SDKs parse the answer and repeat everything if it isn't one. */
  private static final String TAKEN = "{\"success\":true}";

  private static final String TRACK =
      """
      {"type":"track","event":"Product Added","anonymousId":"b3c1","messageId":"m-1",\
      "properties":{"product_id":"P-77","price":129.0,"currency":"EUR"}}""";

  private static final String BATCH =
      """
      {"batch":[{"type":"identify","userId":"u-1","anonymousId":"b3c1","messageId":"m-2",\
      "traits":{"email":"ada@example.com"}}]}""";

  private static final String CALLS =
      "track, identify, page, screen, group, alias, batch, import, or their first letters; m for"
          + " an SDK's own counters, which are discarded";

  private final BodyReader bodies;
  private final SourceLimits limits;
  private final TrackingWorkflow workflow;
  private final long maxBytes;

  TrackingResource(
      BodyReader bodies, SourceLimits limits, TrackingWorkflow workflow, TrackingConfig config) {
    this.bodies = bodies;
    this.limits = limits;
    this.workflow = workflow;
    this.maxBytes = config.maxRequestSize().asLongValue();
  }

  @POST
  @Path("v1/{call}")
  @Operation(
      summary = "Take one message, or a batch of them",
      description =
          "The write key is the Basic user name, X-Write-Key, the query's or the body's writeKey."
              + " Answers 200 when everything is stored; a message of a batch that cannot be"
              + " used is put aside and does not change the answer.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = {
                @ExampleObject(name = "track", value = TRACK),
                @ExampleObject(name = "batch", value = BATCH)
              }))
  @APIResponse(responseCode = "200", description = "Stored")
  @APIResponse(responseCode = "400", description = "Not JSON, or one message that is not usable")
  @APIResponse(responseCode = "401", description = "No source has this write key")
  @APIResponse(responseCode = "413", description = "A message over 32 KB, a request over 520 KB")
  @APIResponse(
      responseCode = "429",
      description = "The source sends too much: Retry-After says when")
  @APIResponse(responseCode = "503", description = "Cannot be stored now: send it again")
  public Uni<String> v1(
      @Parameter(description = CALLS) @PathParam("call") String call,
      @Context HttpServerRequest request) {
    return take(call, request);
  }

  @POST
  @Path("{call}")
  @Operation(summary = "The same without the prefix")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "track", value = TRACK)))
  public Uni<String> bare(
      @Parameter(description = CALLS) @PathParam("call") String call,
      @Context HttpServerRequest request) {
    return take(call, request);
  }

  @POST
  @Path("beacon/v1/batch")
  @Operation(summary = "A batch as a RudderStack beacon")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "batch", value = BATCH)))
  public Uni<String> beacon(@Context HttpServerRequest request) {
    return batch(request);
  }

  @POST
  @Path("api/s/{call}")
  @Operation(summary = "One message of a Jitsu browser SDK")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "track", value = TRACK)))
  public Uni<String> jitsu(@PathParam("call") String call, @Context HttpServerRequest request) {
    return take(call, request);
  }

  @POST
  @Path("api/s/s2s/{call}")
  @Operation(summary = "One message of a Jitsu server SDK")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "track", value = TRACK)))
  public Uni<String> jitsuServer(
      @PathParam("call") String call, @Context HttpServerRequest request) {
    return take(call, request);
  }

  private Uni<String> take(String call, HttpServerRequest request) {
    return switch (call) {
      case "batch", "b", "import" -> batch(request);
      case "m" -> bodies.read(request, maxBytes).replaceWith(TAKEN);
      default -> single(Call.ofEndpoint(call).orElseThrow(NotFoundException::new), request);
    };
  }

  private Uni<String> single(Call call, HttpServerRequest request) {
    return taken(request, body -> SubmissionReader.single(call, body));
  }

  private Uni<String> batch(HttpServerRequest request) {
    return taken(request, SubmissionReader::batch);
  }

  private Uni<String> taken(HttpServerRequest request, Function<byte[], Submission> decoder) {
    Sender sender = Sender.of(request);
    Optional<Source> named = workflow.sourceOf(sender);
    return named
        .map(limits::admit)
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() -> body(request, named))
        .chain(body -> workflow.take(() -> decoder.apply(body), sender, named))
        .onFailure(BodyException.class)
        .recoverWithUni(unread -> keep(unread, sender, named))
        .replaceWith(TAKEN);
  }

  private Uni<byte[]> body(HttpServerRequest request, Optional<Source> named) {
    return named
        .map(source -> bodies.read(request, maxBytes, source.name()))
        .orElseGet(() -> bodies.read(request, maxBytes));
  }

  /** Ends with the same failure, once what had come of the body is kept. */
  private Uni<Void> keep(BodyException unread, Sender sender, Optional<Source> named) {
    return Uni.createFrom()
        .deferred(() -> workflow.take(() -> SubmissionReader.unread(unread), sender, named));
  }
}
