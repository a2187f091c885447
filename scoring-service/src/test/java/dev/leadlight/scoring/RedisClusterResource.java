package dev.leadlight.scoring;

import dev.leadlight.local.infrastructure.RedisCluster;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Redis Cluster of three nodes instead of a single Redis. */
public final class RedisClusterResource implements QuarkusTestResourceLifecycleManager {

  private static final int NODES = 3;

  private @Nullable RedisCluster cluster;

  @Override
  public Map<String, String> start() {
    try {
      RedisCluster started =
          RedisCluster.start(Files.createTempDirectory("leadlight-redis-cluster"), NODES);
      cluster = started;
      return Map.of("quarkus.redis.hosts", started.urls(), "quarkus.redis.client-type", "cluster");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(cluster, field -> field.getType().equals(RedisCluster.class));
  }

  @Override
  public void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
