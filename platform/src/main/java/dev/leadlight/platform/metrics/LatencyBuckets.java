package dev.leadlight.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts answers by how long they took, in a few buckets from 1 ms to 5 s: they add up over
 * replicas, as percentiles would not.
 */
public class LatencyBuckets {

  private static final double[] BOUNDS_NANOS =
      Arrays.stream(new long[] {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2000, 5000})
          .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
          .toArray();

  @Produces
  @Singleton
  MeterFilter httpServerRequests() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("http.server.requests")
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BOUNDS_NANOS)
                .build()
                .merge(config)
            : config;
      }
    };
  }
}
