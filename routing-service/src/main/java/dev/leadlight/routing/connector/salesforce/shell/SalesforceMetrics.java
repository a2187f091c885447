package dev.leadlight.routing.connector.salesforce.shell;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.salesforce.ApiUsage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of its organisation's calls each destination has seen used up. The nearer the limit, the
 * slower we go: others need the rest.
 */
@ApplicationScoped
class SalesforceMetrics {

  private final MeterRegistry registry;
  private final Map<String, ApiUsage> usages = new ConcurrentHashMap<>();

  SalesforceMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The same line, minding what each answer says. */
  Line minding(String destination, Line line) {
    return call ->
        putOff(destination, call).chain(line::call).invoke(reply -> note(destination, reply));
  }

  private Uni<HttpCall> putOff(String destination, HttpCall call) {
    Duration pause = pause(destination);
    Uni<HttpCall> now = Uni.createFrom().item(call);
    return pause.isZero() ? now : now.onItem().delayIt().by(pause);
  }

  private Duration pause(String destination) {
    ApiUsage usage = usages.get(destination);
    return usage == null ? Duration.ZERO : usage.pause();
  }

  private void note(String destination, HttpExchange reply) {
    reply
        .header("sforce-limit-info")
        .flatMap(ApiUsage::parse)
        .ifPresent(
            usage -> {
              if (usages.put(destination, usage) == null) {
                register(destination);
              }
            });
  }

  private void register(String destination) {
    Gauge.builder(
            "leadlight.routing.salesforce.usage",
            () -> usages.getOrDefault(destination, new ApiUsage(0)).share())
        .description("Share of the organisation's calls of 24 hours that is used up, 0 to 1")
        .tag("destination", destination)
        .register(registry);
  }
}
