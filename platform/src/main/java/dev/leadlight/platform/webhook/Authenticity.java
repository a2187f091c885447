package dev.leadlight.platform.webhook;

/** Whether a vendor really sent a request, just now. */
public enum Authenticity {
  AUTHENTIC("The request is the vendor's."),
  /** Signed by somebody else, for another address, or changed on its way. */
  FORGED("The signature or secret is not the one of this source."),
  /** Signed long ago, or in the future. */
  STALE("The signature is too old, or from the future: clocks must agree."),
  /** Without what the vendor always sends, so not the vendor's. */
  MALFORMED("The headers or fields that prove the sender are missing or unreadable."),
  /** Authentic in part; the rest can't be told from a forgery. */
  PARTLY_SIGNED(
      "Only the first message of a batch is signed: turn batching off at the vendor, or allow"
          + " batches in the settings of the source.");

  private final String detail;

  Authenticity(String detail) {
    this.detail = detail;
  }

  /** A sentence for people that tells an attacker nothing. */
  public String detail() {
    return detail;
  }

  public static Authenticity authenticIf(boolean proven) {
    return proven ? AUTHENTIC : FORGED;
  }
}
