package dev.leadlight.feedback.label.shell;

import dev.leadlight.feedback.label.LabelAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
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
import org.jspecify.annotations.Nullable;

/** Takes what vendors send at one door; the path is that of the class for the door. */
@PermitAll
@Consumes(MediaType.WILDCARD)
@Tag(name = "labels")
public abstract class LabelResource {

  private static final String OF_CRM =
      """
      [{"eventId": 100, "portalId": 33, "subscriptionType": "deal.propertyChange", "objectId": 1246965,
        "propertyName": "dealstage", "propertyValue": "closedwon", "occurredAt": 1790000000123}]
      """;

  private static final String OF_SURVEY =
      """
      {"_id": "66f1", "pollId": "p1", "slideId": "s-satisfaction", "response": "9",
       "createdAt": "2026-11-20T10:00:00Z", "metadata": {"customer_email": "ann@example.com"}}
      """;

  private final LabelWorkflow workflow;
  private final String door;

  protected LabelResource(LabelWorkflow workflow, LabelAdapters vendors) {
    this.workflow = workflow;
    this.door = vendors.door();
  }

  @POST
  @Path("{source}")
  @Operation(
      summary = "Take what a vendor sends: a survey's answer, or an outcome of a CRM",
      description =
          "The source's settings say whose it is and what proves it. A message is taken whole or not"
              + " at all; what is none of our business is counted and answered 200.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = {
                @ExampleObject(name = "crm: a deal stage of HubSpot", value = OF_CRM),
                @ExampleObject(name = "surveys: an answer of Zigpoll", value = OF_SURVEY)
              }))
  @APIResponse(responseCode = "200", description = "Safely kept, or nothing to keep")
  @APIResponse(responseCode = "400", description = "Not readable")
  @APIResponse(responseCode = "401", description = "Not proven to be the vendor's, or too old")
  @APIResponse(responseCode = "404", description = "No such source")
  @APIResponse(responseCode = "409", description = "Contradicts what is known of the same moment")
  @APIResponse(responseCode = "413", description = "Larger than a message may be")
  @APIResponse(responseCode = "422", description = "Readable, but wrong; all places are named")
  @APIResponse(responseCode = "503", description = "Cannot be kept now: send it again")
  public Uni<RestResponse<String>> tell(
      @Parameter(description = "Name of the source") @PathParam("source") String source,
      @Context HttpServerRequest request,
      byte @Nullable [] body) {
    return workflow
        .take(door, source, RequestReader.read(request, body))
        .map(LabelResource::response);
  }

  private static RestResponse<String> response(LabelAnswer answer) {
    return RestResponse.ResponseBuilder.ok(answer.body())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .build();
  }
}
