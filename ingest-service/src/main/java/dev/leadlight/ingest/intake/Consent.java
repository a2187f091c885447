package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.Signal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the person agreed to or withdrew, by purpose. */
final class Consent {

  private static final String MARKETING = "marketing";

  /** Deeds that withdraw the consent to marketing, whatever a consent banner said. */
  private static final Set<Signal> WITHDRAWALS =
      Set.of(new Signal("unsubscribed"), new Signal("email_marked_as_spam"));

  /**
   * @param stated {@code context.consent}: its {@code categoryPreferences} with true or false count
   */
  static Map<String, Boolean> of(Signal signal, Map<String, ?> stated) {
    Map<String, Boolean> consent = new LinkedHashMap<>();
    Fields.object(stated.get("categoryPreferences"))
        .forEach(
            (purpose, answer) -> {
              if (answer instanceof Boolean given) {
                consent.put(purpose.toLowerCase(Locale.ROOT), given);
              }
            });
    if (WITHDRAWALS.contains(signal)) {
      consent.put(MARKETING, false);
    }
    return consent;
  }

  private Consent() {}
}
