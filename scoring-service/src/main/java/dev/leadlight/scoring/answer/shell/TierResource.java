package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.PublishableKeys;
import dev.leadlight.scoring.answer.TierAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What pages may ask about their visitors. The key comes by the query, so that browsers need no
 * preflight; the permission for pages of other origins is given here alone, and no other route of
 * this service has it. One round trip to Redis as a rule, none for a wrong key.
 */
@Path("/v1/leads")
@PermitAll
@Tag(name = "Personalisation")
public class TierResource {

  private static final int FRESH_SECONDS = 1;

  private final AnswerWorkflow workflow;
  private final PublishableKeyStore keys;
  private final Clock clock;

  TierResource(AnswerWorkflow workflow, PublishableKeyStore keys, Clock clock) {
    this.workflow = workflow;
    this.keys = keys;
    this.clock = clock;
  }

  @GET
  @Path("{lead}/tier")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tier and segments of the visitor of a page",
      description =
          "For pages: a publishable key opens tier and segments of an anonymous id, nothing else.")
  @APIResponse(
      responseCode = "200",
      description = "The tier, since when, and the segments",
      content =
          @Content(
              schema = @Schema(implementation = TierAnswer.class),
              examples =
                  @ExampleObject(
                      name = "a visitor",
                      value =
                          "{\"tier\": \"nurture\", \"since\": \"2026-11-20T09:58:10Z\","
                              + " \"segments\": [\"window-shopper\"]}")))
  @APIResponse(responseCode = "304", description = "As If-None-Match names it")
  @APIResponse(responseCode = "401", description = "No storefront has this key")
  @APIResponse(
      responseCode = "403",
      description = "Not for this origin, or not for this kind of id")
  @APIResponse(responseCode = "404", description = "Nobody is known by this id")
  public Uni<Response> tier(
      @Parameter(example = "anonymous:5f2a", required = true) @PathParam("lead") String lead,
      @Parameter(description = "Publishable key") @QueryParam("key") @Nullable String key,
      @Context HttpServerRequest http,
      @Context Request request) {
    admit(key, http);
    return workflow
        .about(anonymous(lead), (state, terms) -> TierAnswer.of(state, terms, clock.instant()))
        .map(answer -> response(answer, request));
  }

  private void admit(@Nullable String key, HttpServerRequest http) {
    PublishableKeys.Pages pages =
        Optional.ofNullable(key)
            .flatMap(keys.keys()::find)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemType.UNAUTHORIZED, "Send a publishable key: ?key=<key>."));
    String origin = http.getHeader(HttpHeaders.ORIGIN);
    http.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (!pages.allow(origin)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "This key is not for pages of this origin.");
    }
    if (origin != null) {
      http.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
  }

  private static Identity anonymous(String lead) {
    Identity identity =
        Identity.parse(lead)
            .orElseThrow(
                () -> ProblemException.parameter("lead", "write anonymous: and an anonymous id"));
    if (identity.kind() != IdentityKind.ANONYMOUS) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "A publishable key opens anonymous ids only.");
    }
    return identity;
  }

  private static Response response(TierAnswer answer, Request request) {
    EntityTag tag = AnswerTag.of(answer);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    CacheControl fresh = new CacheControl();
    fresh.setPrivate(true);
    fresh.setMaxAge(FRESH_SECONDS);
    return (unchanged == null ? Response.ok(answer) : unchanged)
        .tag(tag)
        .cacheControl(fresh)
        .build();
  }
}
