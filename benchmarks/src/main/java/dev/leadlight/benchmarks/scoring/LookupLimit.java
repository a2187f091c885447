package dev.leadlight.benchmarks.scoring;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;

/**
 * The limit of a look-up: a route that gets one value from Redis by the path and answers with it.
 * It asks nobody for a token and works nothing out.
 */
final class LookupLimit extends AbstractVerticle {

  private final int port;
  private final Redis redis;

  private LookupLimit(int port, Redis redis) {
    this.port = port;
    this.redis = redis;
  }

  /**
   * Runs until it is told to end.
   *
   * @param arguments port, Redis URL
   */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Redis redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(arguments[1])
                .setMaxPoolSize(16)
                .setMaxPoolWaiting(1024));
    vertx
        .deployVerticle(
            () -> new LookupLimit(Integer.parseInt(arguments[0]), redis),
            new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(this::answer)
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void answer(HttpServerRequest request) {
    redis
        .send(Request.cmd(Command.GET).arg("limit" + request.path()))
        .onSuccess(
            found ->
                request
                    .response()
                    .setStatusCode(found == null ? 404 : 200)
                    .end(found == null ? Buffer.buffer() : found.toBuffer()))
        .onFailure(failure -> request.response().setStatusCode(503).end());
  }
}
