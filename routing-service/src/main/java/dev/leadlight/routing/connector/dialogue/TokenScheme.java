package dev.leadlight.routing.connector.dialogue;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.delivery.Outcome;
import java.time.Instant;
import java.util.Optional;

/** How a system lends tokens. */
public interface TokenScheme {

  /** What differs when the credentials do; without secrets. */
  Object identity();

  /** The call that asks for one. */
  HttpCall request(Instant now);

  /** The token in the answer; empty if there is none. */
  Optional<Token> token(HttpExchange reply, Instant now);

  /** What it means for a delivery that we got no token. */
  Outcome refusal(HttpExchange reply);

  /** Whether an answer to another call says that the token is not good any more. */
  boolean wantsAnother(HttpExchange reply);
}
