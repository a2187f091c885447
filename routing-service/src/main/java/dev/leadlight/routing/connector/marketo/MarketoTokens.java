package dev.leadlight.routing.connector.marketo;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Token;
import dev.leadlight.routing.connector.dialogue.TokenScheme;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Marketo's tokens. Until one expires the same is handed out with the time that remains.
 *
 * @param clientId of the custom service
 */
public record MarketoTokens(String clientId, String clientSecret) implements TokenScheme {

  private static final String PATH = "/identity/oauth/token?";

  /** Seconds: a call that begins just before the end may arrive after it. */
  private static final BigDecimal MARGIN = BigDecimal.valueOf(60);

  @Override
  public Object identity() {
    return clientSecret.hashCode();
  }

  @Override
  public HttpCall request(Instant now) {
    return HttpCall.get(
        PATH
            + HttpCall.query(
                new TreeMap<>(
                    Map.of(
                        "grant_type", "client_credentials",
                        "client_id", clientId,
                        "client_secret", clientSecret))));
  }

  @Override
  public Optional<Token> token(HttpExchange reply, Instant now) {
    BigDecimal life = Objects.requireNonNullElse(reply.json().number("expires_in"), MARGIN);
    return Optional.ofNullable(reply.json().text("access_token"))
        .filter(token -> reply.accepted())
        .map(token -> new Token(token, null, now.plusSeconds(life.subtract(MARGIN).longValue())));
  }

  @Override
  public Outcome refusal(HttpExchange reply) {
    return reply.accepted() ? Outcome.refused(Reason.UNAUTHORIZED) : reply.answer().outcome();
  }

  @Override
  public boolean wantsAnother(HttpExchange reply) {
    return MarketoAnswers.wantsAnotherToken(reply);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "MarketoTokens[]";
  }
}
