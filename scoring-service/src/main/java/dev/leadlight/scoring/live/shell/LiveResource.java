package dev.leadlight.scoring.live.shell;

import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.platform.access.Roles;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.live.LiveChange;
import dev.leadlight.scoring.live.LiveFilter;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Tier changes as they happen. */
@Path("/v1/leads/stream")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Leads")
public class LiveResource {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String EXAMPLE =
      "id: 9tZk0n\nevent: tier-change\ndata: {\"id\": \"9tZk0n\", \"leadId\":"
          + " \"Zm9vYmFyYmF6cXV4cXV1eA\", \"from\": \"nurture\", \"to\": \"sales-ready\","
          + " \"direction\": \"up\", \"score\": 99.97, \"since\": \"2026-11-20T09:58:10Z\","
          + " \"decidedAt\": \"2026-11-20T09:58:10Z\", \"segments\": []}\n\n";

  private final LiveChangeConsumer changes;

  LiveResource(LiveChangeConsumer changes) {
    this.changes = changes;
  }

  @GET
  @OfKnownNames
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Tier changes as they happen, as server-sent events",
      description =
          "A comment every 15 seconds keeps the connection open. Who comes back with Last-Event-ID"
              + " gets what came since, as far as the last thousand changes of this replica reach;"
              + " beyond that an event named missed comes first. A change may come twice, under the"
              + " same id. Who reads too slowly is cut off.")
  @APIResponse(
      responseCode = "200",
      description = "Events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = LiveChange.class),
              examples = @ExampleObject(name = "a change", value = EXAMPLE)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public Multi<OutboundSseEvent> stream(
      @RestQuery
          @Parameter(description = "Only changes into or out of this tier", example = "sales-ready")
          @Nullable String tier,
      @RestQuery @Parameter(description = "up or down", example = "up") @Nullable String direction,
      @RestQuery @Parameter(description = "Only leads in this segment", example = "cart-abandoner")
          @Nullable String segment,
      @RestHeader("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    LiveFilter filter = new LiveFilter(tier, direction(direction), segment);
    return Multi.createFrom().deferred(() -> events(filter, lastEventId, sse));
  }

  private Multi<OutboundSseEvent> events(LiveFilter filter, @Nullable String lastEventId, Sse sse) {
    LiveChangeConsumer.Watch watch = changes.watch(lastEventId);
    Multi<OutboundSseEvent> gap =
        watch.hasGap()
            ? Multi.createFrom().item(sse.newEventBuilder().name("missed").data("{}").build())
            : Multi.createFrom().empty();
    Multi<OutboundSseEvent> live =
        watch.changes().filter(filter::accepts).map(change -> event(sse, change));
    Multi<OutboundSseEvent> beats =
        Multi.createFrom()
            .ticks()
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(tick -> sse.newEventBuilder().comment("still here").build());
    return Multi.createBy()
        .merging()
        .streams(Multi.createBy().concatenating().streams(gap, live), beats);
  }

  private static OutboundSseEvent event(Sse sse, LiveChange change) {
    return sse.newEventBuilder()
        .id(change.id())
        .name("tier-change")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(LiveChange.class, change)
        .build();
  }

  private static @Nullable Direction direction(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (Direction each : Direction.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw ProblemException.parameter("direction", "up or down");
  }
}
