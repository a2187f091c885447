package dev.leadlight.feedback.survey.shell;

import dev.leadlight.feedback.label.LabelAnswer;
import dev.leadlight.feedback.label.shell.LabelWorkflow;
import dev.leadlight.feedback.label.shell.RequestReader;
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

/** Takes what survey tools send. */
@Path("/v1/surveys/{source}")
@PermitAll
@Consumes(MediaType.WILDCARD)
@Tag(name = "labels")
public class SurveyResource {

  private static final String EXAMPLE =
      """
      {"_id": "66f1", "pollId": "p1", "slideId": "s-satisfaction", "response": "9",
       "createdAt": "2026-11-20T10:00:00Z", "metadata": {"customer_email": "ann@example.com"}}
      """;

  private final LabelWorkflow workflow;

  SurveyResource(LabelWorkflow workflow) {
    this.workflow = workflow;
  }

  @POST
  @Operation(
      summary = "Take a survey answer",
      description =
          "The source's settings say whose it is and what proves it. A message is taken whole or not"
              + " at all; what is none of our business is counted and answered 200.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "an answer of Zigpoll", value = EXAMPLE)))
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
        .take(SurveyVendors.DOOR, source, RequestReader.read(request, body))
        .map(SurveyResource::response);
  }

  private static RestResponse<String> response(LabelAnswer answer) {
    return RestResponse.ResponseBuilder.ok(answer.body())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .build();
  }
}
