package dev.leadlight.routing.connector.zapier.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.connector.zapier.Samples;
import dev.leadlight.routing.connector.zapier.Subscription;
import dev.leadlight.routing.connector.zapier.ZapierEvent;
import dev.leadlight.routing.destination.shell.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Timeout;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Zapier's REST hooks: Zaps that are switched on subscribe, and unsubscribe when switched off. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/hooks")
@Tag(name = "Hooks", description = "REST hooks, as Zapier's triggers use them")
@Produces(MediaType.APPLICATION_JSON)
public class HookResource {

  private static final String REQUEST =
      """
      {"targetUrl": "https://hooks.zapier.com/hooks/standard/1/abc/", "event": "lead.tier_changed",
       "filter": {"to": "sales-ready", "direction": "up"}}
      """;
  private static final String SUBSCRIBED =
      """
      {"id": "zap-0b7e3f1c9a5d2e4f6a8b0c1d", "event": "lead.tier_changed",
       "filter": {"to": "sales-ready", "direction": "up"}}
      """;

  private final SubscriptionStore subscriptions;
  private final Destinations destinations;
  private final Clock clock;

  HookResource(SubscriptionStore subscriptions, Destinations destinations, Clock clock) {
    this.subscriptions = subscriptions;
    this.destinations = destinations;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      summary = "Subscribes",
      description = "The same address again changes the filter, and makes no second one.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "up to sales-ready", value = REQUEST)))
  @APIResponse(
      responseCode = "201",
      description = "Subscribed",
      content =
          @Content(
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "the subscription", value = SUBSCRIBED)))
  @APIResponse(responseCode = "422", description = "Members that are missing or wrong")
  public Uni<Map<String, Object>> subscribe(@Nullable Map<String, Object> body) {
    Payload request = Payload.of(body);
    List<Place> places = Subscription.check(request);
    if (!places.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "This is no subscription that we offer", places);
    }
    Subscription subscription = Subscription.of(request);
    String url = request.textOr("targetUrl", "");
    String id = Subscription.idOf(url);
    return subscriptions
        .subscribe(id, subscription, url, clock.instant())
        .call(destinations::refresh)
        .replaceWith(() -> subscription.view(id));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Unsubscribes; an unknown id is fine, too")
  @APIResponse(responseCode = "204", description = "Not subscribed any more")
  public Uni<Void> unsubscribe(@RestPath String id) {
    return subscriptions.unsubscribe(id).call(destinations::refresh);
  }

  @GET
  @Path("/samples")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Shows what subscribers are told",
      description = "Made-up events, newest first, of the shape of real ones.")
  @APIResponse(
      responseCode = "200",
      description = "Events",
      content =
          @Content(
              schema = @Schema(implementation = Object.class),
              examples = @ExampleObject(name = "two events", value = Samples.TIER_CHANGED)))
  @APIResponse(responseCode = "400", description = "There is no such event")
  public String samples(
      @RestQuery @Parameter(description = "Which event", example = ZapierEvent.TIER_CHANGED)
          @Nullable String event) {
    if (event != null && !event.equals(ZapierEvent.TIER_CHANGED)) {
      throw ProblemException.parameter("event", "expected " + ZapierEvent.TIER_CHANGED);
    }
    return Samples.TIER_CHANGED;
  }
}
