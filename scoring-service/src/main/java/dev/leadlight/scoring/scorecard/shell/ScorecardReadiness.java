package dev.leadlight.scoring.scorecard.shell;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the published cards have been read. */
@Readiness
@ApplicationScoped
public class ScorecardReadiness implements HealthCheck {

  private final ActiveScorecard active;

  ScorecardReadiness(ActiveScorecard active) {
    this.active = active;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("scorecard in force").status(active.isReady()).build();
  }
}
