package dev.leadlight.routing.connector.dialogue.shell;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import io.smallrye.mutiny.Uni;

/** A connection to one system: knows its address and puts credentials on calls. */
@FunctionalInterface
public interface Line {

  /**
   * Makes a call. Without an answer the exchange says so.
   *
   * @return fails with {@link NotLetInException} if we got no token to call with
   */
  Uni<HttpExchange> call(HttpCall call);
}
