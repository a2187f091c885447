package dev.leadlight.feedback.backtest.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * scoring-service's back-tests. Every call carries the credentials of whoever asks us, so nobody
 * can do by us what they could not do there. See docs/backtests.md.
 */
@RegisterRestClient(configKey = "scoring")
public interface BacktestClient {

  @POST
  @Path("/v1/backtests")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Uni<JsonNode> begin(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, JsonNode question);

  @GET
  @Path("/v1/backtests/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  Uni<JsonNode> find(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);

  @DELETE
  @Path("/v1/backtests/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  Uni<JsonNode> cancel(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);
}
