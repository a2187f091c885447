package dev.leadlight.routing.connector.shell;

import dev.leadlight.routing.connector.HttpAnswers;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * Posts to systems we don't own. Never follows a redirect, reads no more of an answer than an
 * excerpt needs, and whatever the network does is an answer.
 */
@ApplicationScoped
public class OutboundHttpClient {

  private static final int EXCERPT_BYTES = 2048;

  /** CANCEL of HTTP/2; HTTP/1.1 closes the connection. */
  private static final long RESET_CODE = 8;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Duration timeout;
  private final Clock clock;

  OutboundHttpClient(Vertx vertx, DeliveryConfig config, Clock clock) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(config.parallelPerDestination())
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout(20));
    this.timeout = config.timeout();
    this.clock = clock;
  }

  /** Makes the call. Never fails. */
  public Uni<Answer> post(URI url, HttpMessage message) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url.toString());
    return http.request(options)
        .chain(request -> exchange(request, message))
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .recoverWithItem(OutboundHttpClient::unanswered);
  }

  private Uni<Answer> exchange(HttpClientRequest request, HttpMessage message) {
    message.headers().forEach(request::putHeader);
    request.putHeader("user-agent", "Leadlight");
    return request
        .send(Buffer.buffer(message.body()))
        .chain(this::answer)
        .onCancellation()
        .invoke(() -> request.reset(RESET_CODE));
  }

  private Uni<Answer> answer(HttpClientResponse response) {
    Outcome outcome =
        HttpAnswers.classify(
            response.statusCode(), response.getHeader("retry-after"), clock.instant());
    return response
        .toMulti()
        .collect()
        .in(Buffer::buffer, OutboundHttpClient::keepBeginning)
        .map(body -> new Answer(outcome, response.statusCode(), excerpt(body)));
  }

  private static void keepBeginning(Buffer kept, Buffer part) {
    int room = EXCERPT_BYTES - kept.length();
    if (room > 0) {
      kept.appendBuffer(part.slice(0, Math.min(room, part.length())));
    }
  }

  private static String excerpt(Buffer body) {
    return Excerpt.of(new String(body.getBytes(), StandardCharsets.UTF_8));
  }

  private static Answer unanswered(Throwable failure) {
    boolean late = failure instanceof TimeoutException;
    return Answer.of(Outcome.failed(late ? Reason.TIMEOUT : Reason.UNREACHABLE));
  }
}
