package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.label.Step;
import dev.leadlight.platform.pool.Lent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks vendors. Follows no redirect, and fails when an answer takes too long or is no answer. */
@ApplicationScoped
public class VendorClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int LONGEST_WAIT_SECONDS = 86_400;
  private static final int OK = 200;

  /** CANCEL of HTTP/2; HTTP/1.1 closes the connection. */
  private static final long RESET_CODE = 8;

  private final HttpClient http;
  private final Duration timeout;

  VendorClient(Vertx vertx, LabelConfig config) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout(20));
    this.timeout = config.labels().fetchTimeout();
  }

  /**
   * What a vendor answered.
   *
   * @param json of an answer 200; null of all others
   * @param pause that it asks for; zero if it asks for none
   */
  record Answer(int status, @Nullable Object json, Duration pause) {}

  /** Asks; fails when there is no answer in time, or one that is no JSON. */
  Uni<Answer> ask(Step.Ask ask) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(ask.url());
    return Lent.from(
            () -> http.getDelegate().request(options), unused -> unused.connection().close())
        .map(HttpClientRequest::newInstance)
        .chain(request -> send(request, ask))
        .ifNoItem()
        .after(timeout)
        .fail();
  }

  private static Uni<Answer> send(HttpClientRequest request, Step.Ask ask) {
    ask.headers().forEach(request::putHeader);
    request.putHeader("accept", "application/json").putHeader("user-agent", "Leadlight");
    // Who is given up is hung up on: the few connections there are to a vendor would all be lost.
    return request
        .send()
        .chain(VendorClient::answer)
        .onCancellation()
        .invoke(() -> request.reset(RESET_CODE));
  }

  private static Uni<Answer> answer(HttpClientResponse response) {
    return response
        .body()
        .map(
            body ->
                new Answer(
                    response.statusCode(),
                    response.statusCode() == OK ? json(body.getBytes()) : null,
                    pause(response.getHeader("retry-after"))));
  }

  private static Object json(byte[] body) {
    try {
      return ContractJson.read(body, Object.class);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  /** Seconds; a date is left aside, our own waits grow anyhow. */
  private static Duration pause(@Nullable String retryAfter) {
    return retryAfter != null && retryAfter.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Math.min(Long.parseLong(retryAfter), LONGEST_WAIT_SECONDS))
        : Duration.ZERO;
  }
}
