package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.destination.Breaker;
import dev.leadlight.routing.destination.Health;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.HealthStore;
import dev.leadlight.routing.destination.shell.SetUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Tells of destinations that are not called. It stays up: no restart would mend them. */
@Readiness
@Singleton
public class DestinationHealth implements HealthCheck {

  private final Destinations destinations;
  private final HealthStore health;
  private final Clock clock;

  DestinationHealth(Destinations destinations, HealthStore health, Clock clock) {
    this.destinations = destinations;
    this.health = health;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("Destinations").up();
    destinations
        .all()
        .forEach(
            (id, setUp) -> {
              String trouble = trouble(setUp, health.of(id));
              if (trouble != null) {
                answer.withData(id, trouble);
              }
            });
    return answer.build();
  }

  private @Nullable String trouble(SetUp setUp, Health known) {
    if (setUp.trouble() != null) {
      return "secret-missing";
    }
    if (known.goneAt() != null) {
      return "gone";
    }
    return known.breaker().state(clock.instant()) == Breaker.State.CLOSED ? null : known.reason();
  }
}
