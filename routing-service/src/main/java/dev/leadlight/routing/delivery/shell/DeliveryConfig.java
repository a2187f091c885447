package dev.leadlight.routing.delivery.shell;

import dev.leadlight.routing.delivery.RetrySchedule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/** How deliveries are sent. */
@ConfigMapping(prefix = "leadlight.routing.delivery")
public interface DeliveryConfig {

  /** Waits between attempts; the number of entries is the number of retries. */
  @WithDefault("5s,30s,2m,10m,30m,2h,5h,10h")
  List<Duration> retrySchedule();

  /** Share by which each wait varies in both directions. */
  @WithDefault("0.2")
  @DecimalMin("0")
  @DecimalMax("1")
  double jitter();

  /** The longest pause that a destination can ask for with Retry-After. */
  @WithDefault("1h")
  Duration longestRetryAfter();

  /** For one attempt, from connecting to the end of the answer. */
  @WithDefault("15s")
  Duration timeout();

  /** How long a replica may be silent before others take over what it was sending. */
  @WithDefault("60s")
  Duration lease();

  /** Most attempts in flight for one destination, in one replica. */
  @WithDefault("16")
  @Min(1)
  @Max(256)
  int parallelPerDestination();

  /** Failures in a row, seen by one replica, that open a destination's breaker. */
  @WithDefault("10")
  @Min(1)
  int breakerFailures();

  /** How long a breaker stays open at first; doubled each time the probe fails. */
  @WithDefault("10s")
  Duration breakerFirstWait();

  /** The longest that a breaker stays open before the next probe. */
  @WithDefault("5m")
  Duration breakerLongestWait();

  /** The schedule as the core knows it. */
  default RetrySchedule schedule() {
    return new RetrySchedule(retrySchedule(), jitter(), longestRetryAfter());
  }
}
