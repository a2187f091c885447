package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.vendor.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the person agreed to or withdrew, by purpose: {@code marketing} as a whole, {@code email}
 * and {@code sms} by themselves, and whatever a consent banner calls its categories.
 */
final class Consent {

  private static final String MARKETING = "marketing";

  /** Deeds that withdraw consent, whatever a consent banner said. */
  private static final Set<Signal> WITHDRAWALS =
      Set.of(
          new Signal("unsubscribed"),
          new Signal("email_marked_as_spam"),
          new Signal("sms_unsubscribed"));

  private static final Set<Signal> AGREEMENTS =
      Set.of(new Signal("subscribed"), new Signal("sms_subscribed"));

  /**
   * @param channel where the deed was picked up: it says what a withdrawal is about
   * @param context its {@code consent.categoryPreferences} with true or false count, and the lists
   *     {@code allowedConsentIds} and {@code deniedConsentIds} of RudderStack's {@code
   *     consentManagement}
   */
  static Map<String, Boolean> of(Signal signal, Channel channel, Map<String, ?> context) {
    Map<String, Boolean> consent = stated(context);
    if (WITHDRAWALS.contains(signal)) {
      purposes(channel).forEach(purpose -> consent.put(purpose, false));
    } else if (AGREEMENTS.contains(signal)) {
      purposes(channel).forEach(purpose -> consent.putIfAbsent(purpose, true));
    }
    return consent;
  }

  private static Map<String, Boolean> stated(Map<String, ?> context) {
    Map<String, Boolean> stated = new LinkedHashMap<>();
    Map<String, ?> managed = Fields.object(context.get("consentManagement"));
    put(stated, managed.get("allowedConsentIds"), true);
    put(stated, managed.get("deniedConsentIds"), false);
    Fields.object(Fields.object(context.get("consent")).get("categoryPreferences"))
        .forEach(
            (purpose, answer) -> {
              if (answer instanceof Boolean given) {
                stated.put(purpose.toLowerCase(Locale.ROOT), given);
              }
            });
    return stated;
  }

  private static void put(Map<String, Boolean> stated, @Nullable Object purposes, boolean given) {
    for (Object purpose : Fields.list(purposes)) {
      String name = Fields.text(purpose);
      if (name != null) {
        stated.put(name.toLowerCase(Locale.ROOT), given);
      }
    }
  }

  /** A STOP by text message says nothing about the newsletter. */
  private static List<String> purposes(Channel channel) {
    return switch (channel) {
      case SMS -> List.of("sms");
      case EMAIL -> List.of(MARKETING, "email");
      case ONLINE, IN_STORE, APP, SURVEY, CRM -> List.of(MARKETING);
    };
  }

  private Consent() {}
}
