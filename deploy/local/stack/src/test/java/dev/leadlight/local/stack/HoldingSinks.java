package dev.leadlight.local.stack;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Destinations that can be made to stop at each step of being told something. */
final class HoldingSinks implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer open;
  private final Map<String, List<String>> calls = new ConcurrentHashMap<>();
  private final Set<String> holding = ConcurrentHashMap.newKeySet();
  private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
  private ServerSocket shut;

  /** One door is open, one is shut: whoever connects there is not listened to. */
  HoldingSinks() throws IOException {
    open = listen(0);
    shut = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  String openUrl(String path) {
    return "http://127.0.0.1:" + open.actualPort() + path;
  }

  String shutUrl(String path) {
    return "http://127.0.0.1:" + shut.getLocalPort() + path;
  }

  /** Opens the other door. */
  void openUp() throws IOException {
    int port = shut.getLocalPort();
    shut.close();
    listen(port);
  }

  /** From now on calls to that path are heard and not answered. */
  void hold(String path) {
    holding.add(path);
  }

  /** Answers what is held there, and everything from now on. */
  void release(String path) {
    holding.remove(path);
    for (HttpServerRequest request : List.copyOf(held)) {
      if (request.path().equals(path) && held.remove(request)) {
        request.response().setStatusCode(204).end();
      }
    }
  }

  /** The idempotency keys that a path was called with, each as often as it was. */
  List<String> keys(String path) {
    return List.copyOf(calls.getOrDefault(path, List.of()));
  }

  private HttpServer listen(int port) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> take(request)))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void take(HttpServerRequest request) {
    calls
        .computeIfAbsent(request.path(), path -> new CopyOnWriteArrayList<>())
        .add(request.getHeader("webhook-id"));
    if (holding.contains(request.path())) {
      held.add(request);
    } else {
      request.response().setStatusCode(204).end();
    }
  }

  @Override
  public void close() throws IOException {
    shut.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
