package dev.leadlight.local.simulator;

/** Kinds of shoppers, with their share among a hundred visitors. */
public enum Persona {
  /** Looks at two products and the shipping costs, and is never named. */
  WINDOW_SHOPPER(35),
  /** Comes back for the same products and keeps some on the wish list. */
  REPEAT_BROWSER(25),
  /** Fills the cart, asks for a sold-out item, signs in, and leaves. */
  CART_ABANDONER(15),
  /** Buys twice, and wishes for something more. */
  LOYAL_CUSTOMER(10),
  /** Is seen in the store three times, with the loyalty card. */
  IN_STORE_REGULAR(10),
  /** Opens one mail too many. */
  SPAM_REPORTER(5);

  private final int share;

  Persona(int share) {
    this.share = share;
  }

  /** The persona of one visitor, drawn by a number from 0 to 99. */
  static Persona drawn(int percentile) {
    int left = percentile;
    for (Persona persona : values()) {
      left -= persona.share;
      if (left < 0) {
        return persona;
      }
    }
    throw new IllegalArgumentException("not a number from 0 to 99: " + percentile);
  }
}
