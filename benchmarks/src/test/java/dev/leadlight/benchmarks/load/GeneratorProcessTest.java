package dev.leadlight.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorProcessTest {

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();

  private Path directory;
  private HttpServer server;
  private volatile long delayMillis = 1;

  /** Refuses each third request. */
  @BeforeEach
  void listen(@TempDir Path empty) {
    directory = empty;
    server =
        join(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  received.add(request.getHeader("X-Write-Key") + " " + body);
                                  int status = answers.incrementAndGet() % 3 == 0 ? 429 : 200;
                                  vertx.setTimer(
                                      delayMillis,
                                      waited -> request.response().setStatusCode(status).end("{}"));
                                }))
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    join(vertx.close());
  }

  @Test
  void countsEveryAnswerOfAClosedLoopByItsStatus() throws IOException {
    LoadResult result = run(plan(4, 0));

    assertThat(result.taken() + result.notTaken()).isEqualTo(received.size());
    assertThat(result.answers()).containsOnlyKeys(200, 429);
    assertThat(result.notTaken()).isEqualTo(received.size() / 3);
    assertThat(received).filteredOn(body -> body.contains("id")).doesNotHaveDuplicates();
    assertThat(received).noneMatch(body -> body.contains("#"));
    assertThat(received).contains("k-1 {\"n\":1}", "k-1 {\"n\":2}");
  }

  @Test
  void beginsAsManyRequestsAsThePaceSays() throws IOException {
    LoadResult result = run(plan(2, 100));

    assertThat(received).hasSize(30);
    assertThat(result.taken()).isEqualTo(20);
    assertThat(result.p50()).isPositive().isLessThanOrEqualTo(result.p99());
    assertThat(result.p99()).isLessThanOrEqualTo(result.longest());
  }

  @Test
  void leavesOutWhatFindsNoFreeConnectionIfThereIsNoQueue() throws IOException {
    delayMillis = 1_000;

    LoadResult result = run(plan(2, 1_000).withoutQueue());

    assertThat(received).as("of 300 that are due").hasSizeBetween(2, 10);
    assertThat(result.answers()).doesNotContainKey(0);
  }

  @Test
  void tellsOfServersThatDoNotAnswer() throws IOException {
    int port = server.actualPort();
    join(server.close());

    LoadResult result = run(plan("http://127.0.0.1:" + port, 1, 20));

    assertThat(result.taken()).isZero();
    assertThat(result.answers()).containsOnlyKeys(0);
  }

  private LoadResult run(LoadPlan plan) throws IOException {
    try (GeneratorProcess generator = GeneratorProcess.start()) {
      return generator.run(plan);
    }
  }

  private LoadPlan plan(int connections, int perSecond) throws IOException {
    return plan("http://127.0.0.1:" + server.actualPort() + "/v1/track", connections, perSecond);
  }

  private LoadPlan plan(String url, int connections, int perSecond) throws IOException {
    Path bodies =
        Files.write(
            directory.resolve("bodies"),
            List.of("{\"n\":1}", "{\"n\":2}", "{\"id\":\"##########\"}"));
    return new LoadPlan(
        url,
        Map.of("X-Write-Key", "k-1"),
        bodies.toString(),
        connections,
        perSecond,
        Duration.ofMillis(300));
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
