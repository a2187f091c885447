package dev.leadlight.local.stack.front;

import dev.leadlight.local.infrastructure.ServerStartException;
import dev.leadlight.local.stack.service.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.net.BindException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/**
 * The one port. It passes requests and answers through as they are, streaming both ways, and adds
 * only who asked ({@code X-Forwarded-*}). It listens on this machine's own addresses alone.
 */
public final class Front {
  private static final int LINE_LIMIT_BYTES = 32 * 1024;

  private final List<HttpServer> servers;
  private final HttpClient client;

  private Front(List<HttpServer> servers, HttpClient client) {
    this.servers = servers;
    this.client = client;
  }

  /**
   * Opens the port.
   *
   * @param ports of the services; a service that does not run yet is answered for with 503
   * @param pages what the front answers itself
   * @throws ServerStartException when the port is taken
   */
  public static Front open(Vertx vertx, int port, Map<Service, Integer> ports, OwnPages pages) {
    HttpClient client = vertx.createHttpClient(clientOptions());
    Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);
    ports.forEach(
        (service, servicePort) -> proxies.put(service, proxy(client, servicePort, service)));
    List<HttpServer> servers = new ArrayList<>();
    try {
      servers.add(listen(vertx, port, "127.0.0.1", proxies, pages));
      listenOnIpv6(vertx, port, proxies, pages, servers);
      return new Front(servers, client);
    } catch (ServerStartException taken) {
      servers.forEach(server -> join(server.close()));
      throw taken;
    }
  }

  /** Closes the port and what is still open on it. */
  public void close() {
    servers.forEach(server -> join(server.close()));
    join(client.close());
  }

  private static HttpServer listen(
      Vertx vertx, int port, String host, Map<Service, HttpProxy> proxies, OwnPages pages) {
    HttpServer server =
        vertx
            .createHttpServer(serverOptions())
            .requestHandler(request -> handle(request, proxies, pages));
    try {
      join(server.listen(port, host));
      return server;
    } catch (CompletionException fault) {
      if (fault.getCause() instanceof BindException bind && isTaken(bind)) {
        throw new ServerStartException(
            "Port " + port + " is taken by another program; choose another one with --port.");
      }
      throw fault;
    }
  }

  /** Some clients try {@code ::1} for localhost and nothing else; some machines do not have it. */
  private static void listenOnIpv6(
      Vertx vertx,
      int port,
      Map<Service, HttpProxy> proxies,
      OwnPages pages,
      List<HttpServer> servers) {
    try {
      servers.add(listen(vertx, port, "::1", proxies, pages));
    } catch (CompletionException withoutIpv6) {
      return;
    }
  }

  private static void handle(
      HttpServerRequest request, Map<Service, HttpProxy> proxies, OwnPages pages) {
    if (pages.answer(request)) {
      return;
    }
    Service owner = PathTable.ownerOf(Objects.requireNonNullElse(request.path(), "/"));
    HttpProxy proxy = proxies.get(owner);
    if (proxy == null) {
      AwayAnswer.notStarted(request, owner);
      return;
    }
    proxy.handle(request);
  }

  private static HttpProxy proxy(HttpClient client, int port, Service service) {
    return HttpProxy.reverseProxy(client)
        .origin(port, "127.0.0.1")
        .addInterceptor(new ForwardedHeaders())
        .addInterceptor(new AwayAnswer(service));
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(LINE_LIMIT_BYTES)
        .setMaxHeaderSize(LINE_LIMIT_BYTES);
  }

  /** Connections are given up before the services, which wait 60 s, close them. */
  private static HttpClientOptions clientOptions() {
    return new HttpClientOptions()
        .setMaxPoolSize(512)
        .setConnectTimeout(2_000)
        .setKeepAliveTimeout(20)
        .setMaxInitialLineLength(LINE_LIMIT_BYTES)
        .setMaxHeaderSize(LINE_LIMIT_BYTES)
        .setDecompressionSupported(false);
  }

  private static boolean isTaken(BindException fault) {
    String message = fault.getMessage();
    return message != null && message.contains("in use");
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
