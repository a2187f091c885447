package dev.leadlight.scoring.lead.shell;

import dev.leadlight.platform.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** Stores of leads without a running service. */
public final class LeadStores {

  /** The secret of {@code Shop.KEYS}. */
  private static final String SECRET = "a secret for tests only";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final ScheduledExecutorService CLOCK = Infrastructure.getDefaultWorkerPool();

  private LeadStores() {}

  public static RedisLeadStore on(Redis redis) {
    return on(redis, Duration.ofDays(400));
  }

  /** Writes lead by lead, as on a cluster, so that something may happen between any two. */
  public static RedisLeadStore oneByOne(Redis redis) {
    return oneByOne(redis, SECRET);
  }

  /** The same beside a running service. */
  public static RedisLeadStore oneByOne(Redis redis, String secret) {
    return on(new RedisPipeline(redis, false, 1, TIMEOUT, CLOCK), secret, Duration.ofDays(400));
  }

  public static RedisLeadStore on(Redis redis, Duration keptFor) {
    return on(new RedisPipeline(redis, false, 100, TIMEOUT, CLOCK), SECRET, keptFor);
  }

  /** What is removed, one by one as well. */
  public static RedisErasureStore erasures(Redis redis) {
    return new RedisErasureStore(
        new RedisPipeline(redis, false, 1, TIMEOUT, CLOCK), config(Duration.ofDays(400)));
  }

  private static RedisLeadStore on(RedisPipeline pipeline, String secret, Duration keptFor) {
    return new RedisLeadStore(
        pipeline, () -> secret, config(keptFor), new Quarantine(new SimpleMeterRegistry()));
  }

  private static LeadConfig config(Duration keptFor) {
    return Settings.readUnbounded(
        LeadConfig.class,
        Map.of(
            "leadlight.scoring.leads.kept-for",
            keptFor.toString(),
            "leadlight.scoring.leads.timeout",
            TIMEOUT.toString()));
  }
}
