package dev.leadlight.routing.verdict.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.routing.connector.slack.shell.SlackConfig;
import dev.leadlight.routing.verdict.Click;
import dev.leadlight.routing.verdict.SlackSignature;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Where Slack tells of clicks. */
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@Path("/v1/slack")
@Tag(name = "Slack", description = "Clicks on the buttons of our messages")
public class SlackInteractionResource {

  /** Slack gives us 3 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String FIELD = "payload=";

  private final ClickStore clicks;
  private final SlackConfig config;
  private final Clock clock;

  SlackInteractionResource(ClickStore clicks, SlackConfig config, Clock clock) {
    this.clicks = clicks;
    this.config = config;
    this.clock = clock;
  }

  @POST
  @Path("/interactions")
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @ResponseStatus(200)
  @Operation(
      summary = "Takes a click",
      description =
          "The app's request URL for interactivity. Answered as soon as the click is written down;"
              + " a repeat changes nothing. Clicks that aren't ours are acknowledged and forgotten.")
  @APIResponse(responseCode = "200", description = "Written down")
  @APIResponse(responseCode = "401", description = "The signature is not Slack's, or too old")
  @APIResponse(responseCode = "503", description = "Not written down; Slack shows an error")
  public Uni<Void> click(
      @RestHeader("X-Slack-Request-Timestamp") @Nullable String timestamp,
      @RestHeader("X-Slack-Signature") @Nullable String signature,
      byte @Nullable [] body) {
    Instant now = clock.instant();
    byte[] raw = body == null ? new byte[0] : body;
    Authenticity authenticity =
        SlackSignature.check(
            config.signingSecret().orElse(List.of()), timestamp, signature, raw, now);
    if (authenticity != Authenticity.AUTHENTIC) {
      throw new ProblemException(ProblemType.UNAUTHORIZED, authenticity.detail());
    }
    List<Uni<Void>> writes =
        payload(raw).map(payload -> Click.of(payload, now)).orElse(List.of()).stream()
            .map(click -> clicks.put(click, now))
            .toList();
    return writes.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(writes).andFailFast().replaceWithVoid().ifNoItem().after(PATIENCE).fail();
  }

  private static Optional<Payload> payload(byte[] form) {
    return Arrays.stream(new String(form, StandardCharsets.UTF_8).split("&"))
        .filter(field -> field.startsWith(FIELD))
        .findFirst()
        .flatMap(field -> json(field.substring(FIELD.length())));
  }

  private static Optional<Payload> json(String encoded) {
    try {
      String text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      return Optional.of(Payload.of(ContractJson.mapper().readValue(text, Object.class)));
    } catch (IOException | IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }
}
