package dev.leadlight.routing.delivery;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. */
public sealed interface Outcome {

  /** The destination has it. */
  record Accepted() implements Outcome {
    @Override
    public <T> T fold(
        Function<Accepted, T> accepted, Function<Failed, T> failed, Function<Refused, T> refused) {
      return accepted.apply(this);
    }
  }

  /**
   * It may work later.
   *
   * @param notBefore how long the destination asked us to wait, if it did
   */
  record Failed(Reason reason, @Nullable Duration notBefore) implements Outcome {
    @Override
    public <T> T fold(
        Function<Accepted, T> accepted, Function<Failed, T> failed, Function<Refused, T> refused) {
      return failed.apply(this);
    }
  }

  /** It will not work however often we try, unless somebody changes something. */
  record Refused(Reason reason) implements Outcome {
    @Override
    public <T> T fold(
        Function<Accepted, T> accepted, Function<Failed, T> failed, Function<Refused, T> refused) {
      return refused.apply(this);
    }
  }

  /** The one dispatch over the three cases. */
  <T> T fold(
      Function<Accepted, T> accepted, Function<Failed, T> failed, Function<Refused, T> refused);

  /** {@code accepted}, or the reason's code. */
  default String code() {
    return fold(a -> "accepted", f -> f.reason().code(), r -> r.reason().code());
  }

  static Outcome accepted() {
    return new Accepted();
  }

  static Outcome failed(Reason reason) {
    return new Failed(reason, null);
  }

  static Outcome refused(Reason reason) {
    return new Refused(reason);
  }
}
