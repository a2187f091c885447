package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.tracking.PixelQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tracking where no script runs, in e-mails above all: a message as an image's address. */
@Path("/pixel/v1/{call}")
@PermitAll
@Tag(name = "Tracking")
public class PixelResource {

  /** One transparent pixel. */
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private final TrackingWorkflow workflow;

  PixelResource(TrackingWorkflow workflow) {
    this.workflow = workflow;
  }

  @GET
  @Operation(summary = "Take one track or page message told by the query")
  public Uni<RestResponse<byte[]>> take(
      @PathParam("call") String call, @Context UriInfo uri, @Context HttpServerRequest request) {
    Call known =
        Call.ofType(call)
            .filter(one -> one == Call.TRACK || one == Call.PAGE)
            .orElseThrow(NotFoundException::new);
    byte[] body = ContractJson.write(PixelQuery.message(uri.getQueryParameters()));
    Sender sender = Sender.of(request);
    return Uni.createFrom()
        .item(body)
        .chain(
            bytes ->
                workflow.take(
                    () -> SubmissionReader.single(known, bytes), sender, workflow.sourceOf(sender)))
        .replaceWith(PixelResource::image);
  }

  private static RestResponse<byte[]> image() {
    return RestResponse.ResponseBuilder.ok(GIF)
        .header(HttpHeaders.CONTENT_TYPE, "image/gif")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
