package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What dialogues with an account have in common.
 *
 * @param now of this attempt
 */
record HubSpotCalls(HubSpotSettings settings, Instant now) {

  /**
   * A call that uses our properties: where one is missing, they are created and the call is made
   * once more.
   */
  Step own(String objectType, HttpCall call, Function<HttpExchange, Step> then) {
    return ask(
        call,
        reply ->
            HubSpotAnswers.lacksProperty(reply)
                ? create(
                    HubSpotProperties.creation(objectType, settings).iterator(),
                    () -> ask(call, then))
                : then.apply(reply));
  }

  private Step create(Iterator<HttpCall> properties, Supplier<Step> then) {
    return properties.hasNext()
        ? ask(
            properties.next(),
            reply ->
                reply.accepted() || reply.status() == 409
                    ? create(properties, then)
                    : failed(reply))
        : then.get();
  }

  /** The end, as an answer that was not to one's wishes says. */
  Step failed(HttpExchange reply) {
    return Step.over(HubSpotAnswers.outcome(reply, now, settings.zone()));
  }
}
