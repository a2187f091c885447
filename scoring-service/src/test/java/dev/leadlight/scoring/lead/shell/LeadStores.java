package dev.leadlight.scoring.lead.shell;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Duration;

/** Stores of leads without a running service. */
public final class LeadStores {

  /** The secret of {@code Shop.KEYS}. */
  private static final String SECRET = "a secret for tests only";

  private LeadStores() {}

  public static RedisLeadStore on(Redis redis) {
    return on(redis, Duration.ofDays(400));
  }

  public static RedisLeadStore on(Redis redis, Duration keptFor) {
    return new RedisLeadStore(
        new RedisPipeline(redis, false),
        () -> SECRET,
        config(keptFor),
        new Quarantine(new SimpleMeterRegistry()));
  }

  private static LeadConfig config(Duration keptFor) {
    return new LeadConfig() {
      @Override
      public Duration keptFor() {
        return keptFor;
      }

      @Override
      public Duration timeout() {
        return Duration.ofSeconds(30);
      }
    };
  }
}
