package dev.leadlight.routing.connector.dialogue.shell;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Token;
import dev.leadlight.routing.connector.dialogue.TokenScheme;
import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.destination.ReadyDestination;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections to systems. Tokens are kept for each destination until they end or are not taken any
 * more; then one call asks for another, whoever else needs it waits for that, and what was refused
 * is called once more.
 */
@ApplicationScoped
public class Lines {

  private static final String AUTHORIZATION = "authorization";

  private final OutboundHttpClient http;
  private final Clock clock;

  /** By destination and what its tokens depend on. */
  private final Map<String, Uni<Token>> lent = new ConcurrentHashMap<>();

  Lines(OutboundHttpClient http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * A line with credentials that don't change.
   *
   * @param authorization the header's value
   */
  public Line fixed(ReadyDestination destination, String baseUrl, String authorization) {
    return call -> send(destination, baseUrl, call.header(AUTHORIZATION, authorization));
  }

  /** A line with tokens. */
  public Line withTokens(ReadyDestination destination, String baseUrl, TokenScheme scheme) {
    return new TokenLine(destination, baseUrl, scheme)::call;
  }

  private Uni<HttpExchange> send(ReadyDestination destination, String baseUrl, HttpCall call) {
    return http.exchange(destination, URI.create(baseUrl + call.target()), call.message());
  }

  /** Calls with the token that was lent last. */
  private final class TokenLine {

    private final ReadyDestination destination;
    private final String baseUrl;
    private final TokenScheme scheme;
    private final String key;

    TokenLine(ReadyDestination destination, String baseUrl, TokenScheme scheme) {
      this.destination = destination;
      this.baseUrl = baseUrl;
      this.scheme = scheme;
      this.key =
          String.join(
              " ",
              destination.id(),
              baseUrl,
              String.valueOf(Objects.hash(destination.settings(), scheme.identity())));
    }

    Uni<HttpExchange> call(HttpCall call) {
      return token().chain(token -> callWith(token, call));
    }

    private Uni<HttpExchange> callWith(Token token, HttpCall call) {
      return send(token, call)
          .chain(
              reply ->
                  scheme.wantsAnother(reply)
                      ? another(token).chain(fresh -> send(fresh, call))
                      : Uni.createFrom().item(reply));
    }

    private Uni<HttpExchange> send(Token token, HttpCall call) {
      return Lines.this.send(
          destination,
          Objects.requireNonNullElse(token.baseUrl(), baseUrl),
          call.header(AUTHORIZATION, "Bearer " + token.value()));
    }

    private Uni<Token> token() {
      return lent.computeIfAbsent(key, absent -> borrow())
          .chain(
              token ->
                  token.isGood(clock.instant()) ? Uni.createFrom().item(token) : another(token));
    }

    /** Whoever finds out that a token has ended while another is there already takes that. */
    private Uni<Token> another(Token ended) {
      Uni<Token> current = lent.computeIfAbsent(key, absent -> borrow());
      return current.chain(
          token -> {
            if (!token.equals(ended)) {
              return Uni.createFrom().item(token);
            }
            lent.remove(key, current);
            return lent.computeIfAbsent(key, absent -> borrow());
          });
    }

    /** One call, whose answer all share; a refusal is not kept. */
    private Uni<Token> borrow() {
      return Lines.this
          .send(destination, baseUrl, scheme.request(clock.instant()))
          .map(this::read)
          .onFailure()
          .invoke(() -> lent.remove(key))
          .memoize()
          .indefinitely();
    }

    private Token read(HttpExchange reply) {
      return scheme
          .token(reply, clock.instant())
          .orElseThrow(() -> new NotLetInException(refusal(reply)));
    }

    private Answer refusal(HttpExchange reply) {
      return reply.status() == 0 ? reply.answer() : reply.answer().as(scheme.refusal(reply));
    }
  }
}
