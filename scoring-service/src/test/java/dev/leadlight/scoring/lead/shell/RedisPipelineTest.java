package dev.leadlight.scoring.lead.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.RedisCluster;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis Cluster of which a node stands still for a while. */
@SuppressWarnings("NullAway.Init")
class RedisPipelineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 4;

  @TempDir Path directory;
  private RedisCluster cluster;
  private Vertx vertx;
  private Redis redis;

  @BeforeEach
  void start() {
    cluster = RedisCluster.start(directory, 3);
    vertx = Vertx.vertx();
    RedisOptions options =
        new RedisOptions().setType(RedisClientType.CLUSTER).setMaxPoolSize(CONNECTIONS);
    List.of(cluster.urls().split(",", -1)).forEach(options::addConnectionString);
    redis = Redis.createClient(vertx, options);
  }

  @AfterEach
  void stop() {
    redis.close();
    vertx.closeAndAwait();
    cluster.close();
  }

  @Test
  void whatWaitedForANodeInVainKeepsNoConnection() {
    RedisPipeline pipeline =
        new RedisPipeline(
            redis, true, 1, Duration.ofSeconds(2), Infrastructure.getDefaultWorkerPool());
    ask(pipeline).await().atMost(PATIENCE);

    cluster.node(1).freeze();
    List<CompletableFuture<List<@Nullable Response>>> inVain =
        IntStream.range(0, 5 * CONNECTIONS)
            .mapToObj(i -> ask(pipeline).subscribeAsCompletionStage())
            .toList();
    inVain.forEach(
        each ->
            assertThat(each).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class));
    cluster.node(1).thaw();

    // Until the client has found out that the node is back.
    List<@Nullable Response> answers =
        ask(pipeline).onFailure().retry().atMost(10).await().atMost(PATIENCE);
    assertThat(answers).hasSize(30);
  }

  /** Something of every node. */
  private static Uni<List<@Nullable Response>> ask(RedisPipeline pipeline) {
    return pipeline.batch(
        IntStream.range(0, 30).mapToObj(i -> Request.cmd(Command.GET).arg("key-" + i)).toList());
  }
}
