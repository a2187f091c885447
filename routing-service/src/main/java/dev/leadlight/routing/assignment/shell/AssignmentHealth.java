package dev.leadlight.routing.assignment.shell;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells of leads that nobody acts on. It stays up: no restart would find a rep. */
@Readiness
@Singleton
public class AssignmentHealth implements HealthCheck {

  private final AssignmentMetrics metrics;

  AssignmentHealth(AssignmentMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public HealthCheckResponse call() {
    Orphans orphans = metrics.orphans();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("Assignments").up().withData("waiting", orphans.waiting());
    if (orphans.unserved() > 0) {
      answer.withData("warning", orphans.unserved() + " leads wait for a rep who does not exist");
    }
    if (orphans.abandoned() > 0) {
      answer.withData("abandoned", orphans.abandoned());
    }
    return answer.build();
  }
}
