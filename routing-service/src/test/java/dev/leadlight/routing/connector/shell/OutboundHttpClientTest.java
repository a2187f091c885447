package dev.leadlight.routing.connector.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class OutboundHttpClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CANARY = "c4n4ry/Secret+Value=";

  private static final WireMockServer HTTP =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(64));
  private static final List<TracingPolicy> TRACED = new CopyOnWriteArrayList<>();

  private static Vertx vertx;

  private final ReadyDestination destination =
      new ReadyDestination(
          Destination.builtIn("crm", "CRM", Settings.NONE, Map.of()), Map.of("token", CANARY));

  @BeforeAll
  static void start() {
    HTTP.start();
    vertx =
        Vertx.newInstance(
            io.vertx.core.Vertx.builder().withTracer(options -> new Tracer()).build());
  }

  @AfterAll
  static void stop() {
    HTTP.stop();
    vertx.closeAndAwait();
  }

  @BeforeEach
  void forget() {
    HTTP.resetAll();
  }

  @Test
  void connectsToTheCheckedAddressUnderTheHostsName() {
    HTTP.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201).withBody("{\"id\":7}")));

    HttpExchange exchange =
        call("crm.internal", "/v3/things?a=b%20c", HttpMessage.json(Map.of("x", 1)).by("PATCH"));

    assertThat(exchange.status()).isEqualTo(201);
    assertThat(exchange.body()).isEqualTo("{\"id\":7}");
    HTTP.verify(
        patchRequestedFor(urlEqualTo("/v3/things?a=b%20c"))
            .withHeader("Host", equalTo("crm.internal:" + HTTP.port())));
  }

  /** Where systems are called by addresses that are secrets, spans must not show them. */
  @Test
  void leavesNoTrace() {
    HTTP.stubFor(any(anyUrl()).willReturn(aResponse()));
    TRACED.clear();

    call("crm.internal", "/services/T0/B0/secret", HttpMessage.json(Map.of()));

    assertThat(TRACED).isNotEmpty().containsOnly(TracingPolicy.IGNORE);
  }

  /** Vert.x asks tracers in any case, and tells them what may be told. */
  private static final class Tracer implements VertxTracer<Object, Object> {
    @Override
    public <R> @Nullable Object sendRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        BiConsumer<String, String> headers,
        TagExtractor<R> tags) {
      TRACED.add(policy);
      return null;
    }
  }

  @Test
  void forbiddenAddressIsNeverConnectedTo() {
    HttpExchange exchange = call("elsewhere.example", "/", HttpMessage.json(Map.of()));

    assertThat(exchange.answer().outcome().code()).isEqualTo("forbidden-address");
    HTTP.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void redirectIsAnAnswer() {
    HTTP.stubFor(
        any(urlEqualTo("/a")).willReturn(aResponse().withStatus(307).withHeader("Location", "/b")));

    HttpExchange exchange = call("crm.internal", "/a", HttpMessage.json(Map.of()));

    assertThat(exchange.answer().outcome().code()).isEqualTo("redirected");
    assertThat(exchange.header("location")).contains("/b");
    HTTP.verify(0, anyRequestedFor(urlEqualTo("/b")));
  }

  @Test
  void excerptsShowNoSecretHoweverItIsWritten() {
    HTTP.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("bad c4n4ry/Secret+Value= or c4n4ry%2FSecret%2BValue%3D")));

    HttpExchange exchange =
        call("crm.internal", "/", HttpMessage.form(Map.of(), Map.of("token", CANARY)));

    assertThat(exchange.answer().excerpt()).isEqualTo("bad [secret] or [secret]");
    assertThat(exchange.answer().request()).isEqualTo("POST crm.internal token=[secret]");
    assertThat(exchange.toString() + destination).doesNotContain("c4n4ry");
  }

  @Test
  void whoDoesNotAnswerKeepsNobodyElseAtTheSameAddressFromBeingCalled() {
    HTTP.stubFor(any(urlEqualTo("/hangs")).willReturn(aResponse().withFixedDelay(10_000)));
    HTTP.stubFor(any(urlEqualTo("/answers")).willReturn(aResponse().withStatus(204)));
    OutboundHttpClient client = client();
    HttpMessage message = HttpMessage.json(Map.of());

    List<CompletableFuture<HttpExchange>> hanging =
        IntStream.range(0, 20)
            .mapToObj(i -> client.exchange(destination, at("/hangs"), message))
            .map(Uni::subscribeAsCompletionStage)
            .toList();
    HttpExchange other =
        client.exchange(destination, at("/answers"), message).await().atMost(PATIENCE);

    assertThat(other.status()).isEqualTo(204);
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    hanging.forEach(call -> call.cancel(true));
  }

  /** Or each attempt would leave a connection behind for as long as the other side likes. */
  @Test
  void whoStopsInTheMiddleOfAnAnswerIsHungUpOn() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> stall(server));
      HttpExchange exchange =
          client(server.getLocalPort(), Duration.ofSeconds(3))
              .exchange(
                  destination,
                  URI.create("http://crm.internal:" + server.getLocalPort()),
                  HttpMessage.empty("GET", Map.of()))
              .await()
              .atMost(PATIENCE);

      assertThat(exchange.answer().outcome().code()).isEqualTo("timeout");
      assertThat(end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  /** Says half of what it has announced; answers what it reads then. */
  private static int stall(ServerSocket server) {
    try (Socket caller = server.accept()) {
      while (caller.getInputStream().read() != '\n') {}
      caller
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".getBytes(US_ASCII));
      int read = caller.getInputStream().read();
      while (read >= 0) {
        read = caller.getInputStream().read();
      }
      return read;
    } catch (IOException reset) {
      return -1;
    }
  }

  @Test
  void brokenConnectionIsAnAnswer() {
    HTTP.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

    assertThat(call("crm.internal", "/", HttpMessage.json(Map.of())).answer().outcome().code())
        .isEqualTo("unreachable");
  }

  /** Many hosts may live at one address: the one that is meant is named before it shows itself. */
  @Test
  void tlsNamesTheHostAndNotTheAddress() throws Exception {
    List<String> named = new CopyOnWriteArrayList<>();
    SSLContext anonymous = SSLContext.getInstance("TLS");
    anonymous.init(null, null, null);
    try (SSLServerSocket server =
        (SSLServerSocket)
            anonymous
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SSLParameters parameters = server.getSSLParameters();
      parameters.setSNIMatchers(List.of(noting(named)));
      server.setSSLParameters(parameters);
      Thread host = new Thread(() -> shakeHands(server));
      host.start();

      HttpExchange exchange =
          call(
              URI.create("https://crm.internal:" + server.getLocalPort()),
              HttpMessage.empty("GET", Map.of()));
      host.join(PATIENCE.toMillis());

      assertThat(named).containsExactly("crm.internal");
      assertThat(exchange.answer().outcome().code()).isEqualTo("unreachable");
    }
  }

  private static SNIMatcher noting(List<String> named) {
    return new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
      @Override
      public boolean matches(SNIServerName name) {
        return named.add(new String(name.getEncoded(), US_ASCII));
      }
    };
  }

  /** It has no certificate, so that is as far as it gets. */
  private static void shakeHands(SSLServerSocket server) {
    try (SSLSocket caller = (SSLSocket) server.accept()) {
      caller.startHandshake();
    } catch (IOException expected) {
      assertThat(expected).isInstanceOf(SSLException.class);
    }
  }

  private HttpExchange call(String host, String path, HttpMessage message) {
    String scheme = host.endsWith(".internal") ? "http" : "https";
    return call(URI.create(scheme + "://" + host + ":" + HTTP.port() + path), message);
  }

  private static URI at(String path) {
    return URI.create("http://crm.internal:" + HTTP.port() + path);
  }

  private HttpExchange call(URI url, HttpMessage message) {
    return client().exchange(destination, url, message).await().atMost(PATIENCE);
  }

  private OutboundHttpClient client() {
    return client(HTTP.port(), PATIENCE);
  }

  private OutboundHttpClient client(int port, Duration timeout) {
    OutboundGuard guard =
        new OutboundGuard(
            Set.of("crm.internal"),
            Set.of(port),
            name -> List.of(InetAddress.getLoopbackAddress()));
    return new OutboundHttpClient(vertx, guard, timeout, Clock.systemUTC());
  }
}
