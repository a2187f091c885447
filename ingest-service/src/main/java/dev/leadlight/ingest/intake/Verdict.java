package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.ShopperEvent;
import java.util.function.Function;

/** What becomes of a message: an event, or a refusal with its reason. */
public sealed interface Verdict {

  /** One answer for each case. */
  <T> T fold(Function<Accepted, T> accepted, Function<Rejected, T> rejected);

  /** The message is an event. */
  record Accepted(ShopperEvent event) implements Verdict {
    @Override
    public <T> T fold(Function<Accepted, T> accepted, Function<Rejected, T> rejected) {
      return accepted.apply(this);
    }
  }

  /**
   * The message is refused.
   *
   * @param pointer JSON pointer into the message to what is wrong; empty for the message itself
   */
  record Rejected(RejectionReason reason, String pointer) implements Verdict {
    @Override
    public <T> T fold(Function<Accepted, T> accepted, Function<Rejected, T> rejected) {
      return rejected.apply(this);
    }
  }
}
