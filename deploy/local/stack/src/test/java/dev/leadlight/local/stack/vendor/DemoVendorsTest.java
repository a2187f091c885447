package dev.leadlight.local.stack.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // filled before each test
class DemoVendorsTest {

  private final Vertx vertx = Vertx.vertx();
  private final DemoVendors vendors = new DemoVendors();
  private HttpServer server;

  @BeforeEach
  void open() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (!vendors.answer(request)) {
                    request.response().setStatusCode(418).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void answersWhatWasPutThere() throws IOException, InterruptedException {
    String response = "/demo-vendors/API/v3/surveys/SV_1/responses/R_1";

    assertThat(call("GET", response, "").statusCode()).isEqualTo(404);
    assertThat(call("PUT", response, "{\"result\":{}}").statusCode()).isEqualTo(204);
    assertThat(call("GET", response, "").body()).isEqualTo("{\"result\":{}}");
    assertThat(call("PUT", response, "x".repeat(70_000)).statusCode()).isEqualTo(413);
    assertThat(call("GET", "/v1/kpis", "").statusCode()).isEqualTo(418);
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
