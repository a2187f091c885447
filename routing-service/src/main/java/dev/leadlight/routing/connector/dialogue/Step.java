package dev.leadlight.routing.connector.dialogue;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a talk with a system stands: it is asked something, or the talk is over. A call that gets
 * no answer at all ends it too, so each may be made again by the next attempt.
 */
public sealed interface Step {

  /** A call, and what its answer leads to. */
  record Ask(HttpCall call, Function<HttpExchange, Step> then) implements Step {
    @Override
    public <T> T fold(Function<Ask, T> ask, Function<Over, T> over) {
      return ask.apply(this);
    }
  }

  /**
   * The end.
   *
   * @param why in a few words without personal data, if the last answer doesn't say it itself
   * @param apart what ended otherwise, by the deliveries' ids, where one talk is about several
   */
  record Over(Outcome outcome, @Nullable String why, Map<String, Over> apart) implements Step {

    public Over {
      apart = Map.copyOf(apart);
    }

    @Override
    public <T> T fold(Function<Ask, T> ask, Function<Over, T> over) {
      return over.apply(this);
    }
  }

  /** The one dispatch over the two cases. */
  <T> T fold(Function<Ask, T> ask, Function<Over, T> over);

  static Step ask(HttpCall call, Function<HttpExchange, Step> then) {
    return new Ask(call, then);
  }

  static Step over(Outcome outcome) {
    return over(outcome, Map.of());
  }

  /** The end of a talk about several deliveries: all ended so, but for some. */
  static Step over(Outcome outcome, Map<String, Over> apart) {
    return new Over(outcome, null, apart);
  }

  static Step accepted() {
    return over(Outcome.accepted());
  }

  static Over refused(Reason reason, String why) {
    return new Over(Outcome.refused(reason), why, Map.of());
  }
}
