package dev.leadlight.scoring.wakeup.shell;

import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claims;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What wake-ups come to: looked at = fired + outdated + failed. The two gauges are those of all
 * replicas together, as this one saw them last.
 */
@ApplicationScoped
public class WakeUpMetrics {

  private final Counter fired;
  private final Counter outdated;
  private final Counter failed;
  private final Counter repeated;
  private final Timer lateness;
  private volatile long due;
  private volatile long oldestMillis;

  WakeUpMetrics(MeterRegistry registry) {
    fired = outcome(registry, "fired");
    outdated = outcome(registry, "outdated");
    failed = outcome(registry, "failed");
    repeated =
        Counter.builder("leadlight.scoring.wakeups.repeated")
            .description("wake-ups that a replica had claimed before and not finished")
            .register(registry);
    lateness =
        Timer.builder("leadlight.scoring.wakeups.lateness")
            .description("from the moment a wake-up was due to its effects being durable")
            .publishPercentiles(0.5, 0.99, 1)
            .register(registry);
    Gauge.builder("leadlight.scoring.wakeups.due", this, metrics -> (double) metrics.due)
        .description("wake-ups that are due and not claimed yet")
        .register(registry);
    TimeGauge.builder(
            "leadlight.scoring.wakeups.oldest.lateness",
            this,
            TimeUnit.MILLISECONDS,
            metrics -> (double) metrics.oldestMillis)
        .description("how long ago the oldest of them fell due")
        .register(registry);
  }

  private static Counter outcome(MeterRegistry registry, String outcome) {
    return Counter.builder("leadlight.scoring.wakeups")
        .description("wake-ups by what they came to: fired + outdated + failed = looked at")
        .tag("outcome", outcome)
        .register(registry);
  }

  void claimed(Claims claims, Instant now) {
    due = claims.dueCount();
    Instant first = claims.oldestDue();
    oldestMillis = first == null ? 0 : Duration.between(first, now).toMillis();
    claims.claims().stream().filter(Claim::isAgain).forEach(claim -> repeated.increment());
  }

  void fired(Claim claim, Instant done) {
    fired.increment();
    if (!claim.isAgain()) {
      lateness.record(Duration.between(claim.dueAt(), done));
    }
  }

  void outdated() {
    outdated.increment();
  }

  void failed() {
    failed.increment();
  }
}
