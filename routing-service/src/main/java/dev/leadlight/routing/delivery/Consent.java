package dev.leadlight.routing.delivery;

import java.util.List;
import java.util.Map;

/** What a shopper's words about consent come to. */
public final class Consent {

  /** Refusing one of them stops marketing, of which there is none but by e-mail. */
  private static final List<String> PURPOSES = List.of("marketing", "email");

  /**
   * Whether something must not be sent to somebody.
   *
   * @param said by purpose; absent purposes are undecided, which stops nothing
   */
  public static boolean forbids(Verb verb, Map<String, Boolean> said) {
    return verb.isMarketing()
        && PURPOSES.stream().anyMatch(purpose -> Boolean.FALSE.equals(said.get(purpose)));
  }

  private Consent() {}
}
