package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.body.shell.BodyReader;
import dev.leadlight.ingest.source.shell.SourceLimits;
import dev.leadlight.ingest.webhook.WebhookAnswer;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Webhooks of other systems. Bodies are read here and not by the framework: signatures cover their
 * very bytes. 200 means that Kafka has everything; there are no redirects.
 */
@Path("/v1/webhooks/{source}")
@PermitAll
@Consumes(MediaType.WILDCARD)
@Tag(name = "Webhooks")
public class WebhookResource {

  private final BodyReader bodies;
  private final SourceLimits limits;
  private final Receivers receivers;
  private final WebhookWorkflow workflow;
  private final long maxBytes;

  WebhookResource(
      BodyReader bodies,
      SourceLimits limits,
      Receivers receivers,
      WebhookWorkflow workflow,
      WebhookConfig config) {
    this.bodies = bodies;
    this.limits = limits;
    this.receivers = receivers;
    this.workflow = workflow;
    this.maxBytes = config.maxRequestSize().asLongValue();
  }

  @POST
  @Operation(
      summary = "Take a vendor's webhook",
      description =
          "The source's settings say whose it is and which secret proves it. What we don't care"
              + " about is answered 200 as well.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples =
                  @ExampleObject(
                      name = "an order of Shopify",
                      value =
                          "{\"id\":1001,\"email\":\"ada@example.com\",\"currency\":\"EUR\","
                              + "\"total_price\":\"129.90\",\"financial_status\":\"paid\"}")))
  @APIResponse(responseCode = "200", description = "Stored, or nothing to store")
  @APIResponse(responseCode = "400", description = "Not readable")
  @APIResponse(responseCode = "401", description = "Not proven to be the vendor's, or too old")
  @APIResponse(responseCode = "404", description = "No such source, or it takes no webhooks")
  @APIResponse(responseCode = "413", description = "A request over 2 MB")
  @APIResponse(
      responseCode = "429",
      description = "The source sends too much: Retry-After says when")
  @APIResponse(responseCode = "503", description = "Cannot be stored now: send it again")
  public Uni<RestResponse<String>> post(
      @Parameter(description = "Name of the source") @PathParam("source") String source,
      @Context HttpServerRequest request) {
    Receiver receiver = receiver(source);
    return limits
        .admit(receiver.source())
        .chain(() -> bodies.read(request, maxBytes, source))
        .chain(body -> take(receiver, request, body))
        .map(WebhookResource::response);
  }

  @GET
  @Operation(summary = "Answer a vendor that checks the address or calls by GET")
  @APIResponse(responseCode = "200", description = "As the vendor expects it")
  @APIResponse(responseCode = "401", description = "Not proven to be the vendor's, or too old")
  @APIResponse(responseCode = "404", description = "No such source, or it takes no webhooks")
  @APIResponse(responseCode = "405", description = "The vendor doesn't call by GET")
  public Uni<RestResponse<String>> get(
      @PathParam("source") String source, @Context HttpServerRequest request) {
    Receiver receiver = receiver(source);
    if (!receiver.adapter().takesGet()) {
      throw new NotAllowedException(HttpMethod.POST);
    }
    return take(receiver, request, new byte[0]).map(WebhookResource::response);
  }

  private Receiver receiver(String source) {
    return receivers
        .find(source)
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "No source takes webhooks here."));
  }

  private Uni<WebhookAnswer> take(Receiver receiver, HttpServerRequest request, byte[] body) {
    return workflow.take(
        receiver, RequestReader.read(request, body, receiver.adapter().bodies()), request.path());
  }

  private static RestResponse<String> response(WebhookAnswer answer) {
    return RestResponse.ResponseBuilder.ok(answer.body())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .build();
  }
}
