package dev.leadlight.contracts.scorecard;

/**
 * How ids of rules and groups, and names of signals, are told to people: they are made of words.
 */
public final class Spoken {

  /** {@code adds to cart} for {@code adds-to-cart}. */
  public static String of(String id) {
    return id.replaceAll("[-_.]+", " ").strip();
  }

  private Spoken() {}
}
