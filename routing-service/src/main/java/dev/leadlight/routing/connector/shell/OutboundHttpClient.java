package dev.leadlight.routing.connector.shell;

import dev.leadlight.platform.pool.Lent;
import dev.leadlight.routing.connector.HttpAnswers;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.destination.ReadyDestination;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Calls systems we don't own. Never follows a redirect, reads no more of an answer than is of use,
 * connects only where {@link OutboundGuard} lets it, and whatever the network does is an answer.
 */
@ApplicationScoped
public class OutboundHttpClient {

  private static final int BODY_BYTES = 1024 * 1024;

  /** CANCEL of HTTP/2; HTTP/1.1 closes the connection. */
  private static final long RESET_CODE = 8;

  /**
   * To one address. What is in flight is bounded by destination; several of them may be at one
   * address, where one that hangs must not keep the others from being called.
   */
  private static final int MOST_CONNECTIONS = 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final OutboundGuard guard;
  private final HttpClient http;
  private final Duration timeout;
  private final Clock clock;

  @Inject
  OutboundHttpClient(Vertx vertx, OutboundConfig outbound, DeliveryConfig config, Clock clock) {
    this(
        vertx,
        new OutboundGuard(
            outbound.allowedHosts().orElse(Set.of()),
            outbound.allowedPorts(),
            HostResolver.system()),
        config.timeout(),
        clock);
  }

  OutboundHttpClient(Vertx vertx, OutboundGuard guard, Duration timeout, Clock clock) {
    this.vertx = vertx;
    this.guard = guard;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout(20)
                // A span would show the address, which is a secret with some systems.
                .setTracingPolicy(TracingPolicy.IGNORE));
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Makes the call, for whoever doesn't need to read the answer. Never fails. */
  public Uni<Answer> send(ReadyDestination destination, URI url, HttpMessage message) {
    return exchange(destination, url, message).map(HttpExchange::answer);
  }

  /**
   * Makes the call. Never fails: without an answer, the outcome tells why.
   *
   * @param destination whose secrets must not be seen in the excerpts
   */
  public Uni<HttpExchange> exchange(ReadyDestination destination, URI url, HttpMessage message) {
    String sent = excerpt(destination, url, message);
    return vertx
        .executeBlocking(() -> guard.check(url), false)
        .chain(target -> line(options(url, message.method(), target)))
        .chain(request -> exchange(destination, request, message, sent))
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .recoverWithItem(failure -> unanswered(failure, sent));
  }

  private Uni<HttpClientRequest> line(RequestOptions options) {
    return Lent.from(
            () -> http.getDelegate().request(options), unused -> unused.connection().close())
        .map(HttpClientRequest::newInstance);
  }

  private static RequestOptions options(URI url, String method, OutboundGuard.Target target) {
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(method))
        .setHost(target.host())
        .setPort(target.port())
        .setSsl(target.tls())
        .setURI(pathAndQuery(url))
        .setServer(
            SocketAddress.inetSocketAddress(target.port(), target.address().getHostAddress()));
  }

  private static String pathAndQuery(URI url) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** Who is given up is hung up on, in the middle of an answer too: the connection would stay. */
  private Uni<HttpExchange> exchange(
      ReadyDestination destination, HttpClientRequest request, HttpMessage message, String sent) {
    message.headers().forEach(request::putHeader);
    request.putHeader("user-agent", "Leadlight");
    Uni<HttpClientResponse> response =
        message.body().isEmpty() ? request.send() : request.send(Buffer.buffer(message.body()));
    return response
        .chain(answer -> read(destination, answer, sent))
        .onCancellation()
        .invoke(() -> request.reset(RESET_CODE));
  }

  private Uni<HttpExchange> read(
      ReadyDestination destination, HttpClientResponse response, String sent) {
    Outcome outcome =
        HttpAnswers.classify(
            response.statusCode(), response.getHeader("retry-after"), clock.instant());
    return response
        .toMulti()
        .collect()
        .in(Buffer::buffer, OutboundHttpClient::keepBeginning)
        .map(body -> new String(body.getBytes(), StandardCharsets.UTF_8))
        .map(
            body ->
                new HttpExchange(
                    new Answer(
                        outcome,
                        response.statusCode(),
                        Excerpt.of(body, destination.secretForms()),
                        sent),
                    headers(response),
                    body));
  }

  private static Map<String, String> headers(HttpClientResponse response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  /** Of the address only the host: the rest of it is a secret with some systems. */
  private static String excerpt(ReadyDestination destination, URI url, HttpMessage message) {
    return Excerpt.of(
        message.method() + " " + url.getHost() + " " + message.body(), destination.secretForms());
  }

  private static void keepBeginning(Buffer kept, Buffer part) {
    int room = BODY_BYTES - kept.length();
    if (room > 0) {
      kept.appendBuffer(part.slice(0, Math.min(room, part.length())));
    }
  }

  private static HttpExchange unanswered(Throwable failure, String sent) {
    boolean forbidden = failure instanceof ForbiddenAddressException;
    boolean late = failure instanceof TimeoutException;
    Outcome outcome =
        forbidden
            ? Outcome.refused(Reason.FORBIDDEN_ADDRESS)
            : Outcome.failed(late ? Reason.TIMEOUT : Reason.UNREACHABLE);
    String words = forbidden ? failure.getMessage() : null;
    return new HttpExchange(new Answer(outcome, null, words, sent), Map.of(), "");
  }
}
