package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.QueueDepth;
import dev.leadlight.routing.destination.Breaker;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.Health;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A destination as the API shows it: of secrets, where they lie. */
@Schema(name = "Destination")
record DestinationView(
    @Schema(examples = "crm") String id,
    @Schema(examples = "hubspot") String type,
    @Schema(examples = "HubSpot of the shop") String name,
    @Schema(description = "As its type wants them") Map<String, Object> settings,
    @Schema(
            description = "Where each secret lies: env:NAME, file:/path, setting:name or stored",
            examples = "{\"token\": \"stored\"}")
        Map<String, String> secrets,
    @Nullable Double ratePerSecond,
    @Schema(description = "If not, what is meant for it waits") boolean enabled,
    @Schema(description = "Described by the service's settings, so not changed here")
        boolean builtIn,
    @Schema(description = "What can be asked of it", examples = "[\"create-task\"]")
        List<String> verbs,
    @Schema(description = "Which secret is missing, if one is; nothing is sent then")
        @Nullable String trouble,
    BreakerView breaker,
    @Schema(description = "It has asked us to be quiet until then") @Nullable Instant pausedUntil,
    @Schema(
            description =
                "It said then that it is gone for good (410) and is left alone; enable it when that"
                    + " is no longer so")
        @Nullable Instant goneAt,
    QueueView queue) {

  /** Whether it is called at all. */
  @Schema(name = "Breaker")
  record BreakerView(
      @Schema(description = "closed, open or half-open", examples = "closed") String state,
      @Schema(description = "When it is tried again") @Nullable Instant openUntil,
      @Schema(description = "Code of what opened it last", examples = "timeout")
          @Nullable String reason) {}

  /** What waits. */
  @Schema(name = "Queue")
  record QueueView(
      @Schema(description = "Deliveries that wait or are being sent; 10000 means: or more")
          long pending,
      @Schema(description = "When the one that has waited longest was due")
          @Nullable Instant oldestDueAt,
      @Schema(description = "Dead letters; 10000 means: or more") long dead) {}

  static DestinationView of(SetUp setUp, Health health, List<QueueDepth> queues, Instant now) {
    Destination destination = setUp.destination();
    Map<String, String> secrets = new TreeMap<>();
    destination.secrets().forEach((name, where) -> secrets.put(name, where.label()));
    return new DestinationView(
        destination.id(),
        destination.type(),
        destination.name(),
        destination.settings().values(),
        secrets,
        destination.ratePerSecond(),
        destination.enabled(),
        destination.builtIn(),
        setUp.connector().verbs().stream().sorted().map(Verb::label).toList(),
        setUp.trouble(),
        breaker(health, now),
        health.isPaused(now) ? health.pausedUntil() : null,
        health.goneAt(),
        queue(
            queues.stream()
                .filter(queue -> queue.destination().equals(destination.id()))
                .toList()));
  }

  private static BreakerView breaker(Health health, Instant now) {
    Breaker breaker = health.breaker();
    String state = breaker.state(now).name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new BreakerView(state, breaker.openUntil(), health.reason());
  }

  private static QueueView queue(List<QueueDepth> depths) {
    return new QueueView(
        count(depths, "pending"),
        depths.stream()
            .filter(depth -> depth.state().equals("pending"))
            .map(QueueDepth::oldestDueAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        count(depths, "dead"));
  }

  private static long count(List<QueueDepth> depths, String state) {
    return depths.stream()
        .filter(depth -> depth.state().equals(state))
        .mapToLong(QueueDepth::deliveries)
        .sum();
  }
}
