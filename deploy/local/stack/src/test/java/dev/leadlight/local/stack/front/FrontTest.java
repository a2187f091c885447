package dev.leadlight.local.stack.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerStartException;
import dev.leadlight.local.stack.service.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private final int behind = Ports.free();
  private final BlockingQueue<HttpServerRequest> arrived = new LinkedBlockingQueue<>();
  private Front front;

  @BeforeEach
  void open() {
    front = Front.open(vertx, port, Map.of(Service.SCORING, behind), request -> false);
  }

  @AfterEach
  void close() {
    front.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void passesARequestOnAsItIsAndSaysWhoAsked() throws Exception {
    // Given
    serve(
        request -> request.response().putHeader("X-Answer", "yes").setStatusCode(202).end("done"));

    // When
    HttpResponse<String> answer =
        http.send(
            request("/v1/leads/user:u%201?at=2026-01-01").header("X-Mine", "kept").build(),
            BodyHandlers.ofString());

    // Then
    HttpServerRequest seen = arrived.take();
    assertThat(seen.uri()).isEqualTo("/v1/leads/user:u%201?at=2026-01-01");
    assertThat(seen.getHeader("X-Mine")).isEqualTo("kept");
    assertThat(seen.getHeader("Host")).isEqualTo("127.0.0.1:" + port);
    assertThat(seen.getHeader("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(seen.getHeader("X-Forwarded-Host")).isEqualTo("127.0.0.1:" + port);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("done");
    assertThat(answer.headers().firstValue("X-Answer")).contains("yes");
  }

  @Test
  void aStreamArrivesWhileItIsStillBeingWritten() throws Exception {
    // Given
    BlockingQueue<HttpServerRequest> open = new LinkedBlockingQueue<>();
    serve(
        request -> {
          request.response().setChunked(true).write("first");
          open.add(request);
        });

    // When
    HttpResponse<InputStream> answer =
        http.send(request("/v1/leads/stream").build(), BodyHandlers.ofInputStream());

    // Then
    assertThat(new String(answer.body().readNBytes(5), UTF_8)).isEqualTo("first");
    open.take().response().end("last");
    assertThat(answer.body().readAllBytes()).hasSize(4);
  }

  @Test
  void aLargeBodyPassesUncut() throws Exception {
    // Given
    serve(
        request ->
            request
                .body()
                .onSuccess(body -> request.response().end(Integer.toString(body.length()))));
    byte[] large = new byte[20 * 1024 * 1024];

    // When
    HttpResponse<String> answer =
        http.send(
            request("/v1/leads").POST(BodyPublishers.ofByteArray(large)).build(),
            BodyHandlers.ofString());

    // Then
    assertThat(answer.body()).isEqualTo(Integer.toString(large.length));
  }

  @Test
  void aServiceThatIsAwayIsExcusedAsAProblem() throws Exception {
    HttpResponse<String> answer =
        http.send(
            request("/v1/leads/x").POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("scoring-service is not answering");
  }

  @Test
  void aServiceThatDiesInTheMiddleIsExcusedToo() throws Exception {
    serve(request -> request.connection().close());

    HttpResponse<String> answer =
        http.send(request("/v1/leads/x").build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(503);
  }

  @Test
  void aTakenPortGivesOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Front.open(vertx, taken.getLocalPort(), Map.of(), request -> false))
          .isInstanceOf(ServerStartException.class)
          .hasMessage(
              "Port %d is taken by another program; choose another one with --port."
                  .formatted(taken.getLocalPort()));
    }
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
        .timeout(Duration.ofSeconds(20));
  }

  private void serve(Handler<HttpServerRequest> handler) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  arrived.add(request);
                  handler.handle(request);
                });
    server
        .listen(behind, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
