package dev.leadlight.local.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePagesTest {
  private final Vertx vertx = Vertx.vertx();
  private final StorePages pages = new StorePages();
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(
              request -> {
                if (!pages.answer(request)) {
                  request.response().setStatusCode(404).end();
                }
              })
          .listen(0, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .join();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource({
    "/demo-store, text/html",
    "/demo-store/, text/html",
    "/demo-store/product/aalto?from=mail, text/html",
    "/demo-store/store.js, text/javascript",
    "/demo-store/store.css, text/css"
  })
  void everyPathOfTheShopHasItsPage(String path, String type) throws Exception {
    HttpResponse<String> answer = send("GET", path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/demo-stores", "/demo", "/", "/v1/demo-store"})
  void otherPathsAreNotItsOwn(String path) throws Exception {
    assertThat(send("GET", path).statusCode()).isEqualTo(404);
  }

  @Test
  void leadsBrowsersThatOpenTheStacksAddressToTheShop() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address("/")).header("Accept", "text/html,*/*;q=0.8").build();
    HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/demo-store");
  }

  @Test
  void onlyReads() throws Exception {
    assertThat(send("POST", "/demo-store").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address(path)).method(method, BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }
}
