package dev.leadlight.benchmarks.routing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Destinations on this machine: each path is one, answers at once, or never when it hangs. */
final class Sinks implements AutoCloseable {

  private static final Pattern CHANGE = Pattern.compile("\"tierChangeId\":\"([^\"]+)\"");

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<String, Long> published = new ConcurrentHashMap<>();
  private final Map<String, Queue<Long>> latencies = new ConcurrentHashMap<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile String hanging = "";

  Sinks() {
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.bodyHandler(body -> take(request, body)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.actualPort() + "/" + path;
  }

  /** From now on that path never answers; empty for none. */
  void hang(String path) {
    hanging = "/" + path;
  }

  /** A tier change leaves now. */
  void published(String tierChange) {
    published.put(tierChange, System.nanoTime());
  }

  /** Calls so far, those to the hanging path left out. */
  int arrived() {
    return arrived.get();
  }

  /** Forgets what came. */
  void reset() {
    arrived.set(0);
    latencies.clear();
    published.clear();
  }

  /** Nanoseconds from publishing to the call's arrival, sorted, of all paths that answer. */
  List<Long> latencies() {
    return latencies.entrySet().stream()
        .filter(path -> !path.getKey().equals(hanging))
        .flatMap(path -> path.getValue().stream())
        .sorted()
        .toList();
  }

  private void take(HttpServerRequest request, Buffer body) {
    long now = System.nanoTime();
    Matcher change = CHANGE.matcher(body.toString());
    if (request.path().equals(hanging) || !change.find()) {
      return;
    }
    Long sent = published.get(change.group(1));
    if (sent != null) {
      latencies
          .computeIfAbsent(request.path(), path -> new ConcurrentLinkedQueue<>())
          .add(now - sent);
    }
    arrived.incrementAndGet();
    request.response().setStatusCode(204).end();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
