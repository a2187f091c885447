package dev.leadlight.feedback.label;

import java.util.Map;
import java.util.function.Function;

/** The next step of an errand. */
public sealed interface Step {

  /** By case. */
  <T> T fold(Function<Ask, T> ask, Function<Found, T> found);

  /**
   * Ask the vendor.
   *
   * @param url absolute
   * @param headers among them the credentials
   */
  record Ask(String url, Map<String, String> headers) implements Step {

    @Override
    public <T> T fold(Function<Ask, T> ask, Function<Found, T> found) {
      return ask.apply(this);
    }

    /** Keeps the credentials to itself. */
    @Override
    public String toString() {
      return "ask " + url;
    }
  }

  /** That is all. */
  record Found(Findings findings) implements Step {

    @Override
    public <T> T fold(Function<Ask, T> ask, Function<Found, T> found) {
      return found.apply(this);
    }
  }
}
