package dev.leadlight.routing.connector.email.shell;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a playbook has sent to a shopper, without the playbook. */
final class MailsToShoppers {

  private MailsToShoppers() {}

  /** Somebody with that address. */
  static TierChange becomesSalesReady(String address) {
    TierChange change = TierChanges.becomesSalesReady(TierChanges.newLead());
    return TierChanges.with(
        change,
        change.identities(),
        new Contact("Ann", address, null, null, null),
        change.reasons());
  }

  /** One mail, with what the action says beside subject and text. */
  static Outcome send(EmailClient client, TierChange change, Map<String, String> beside) {
    Map<String, String> with = new HashMap<>(beside);
    with.put("subject", "Still thinking?");
    with.put("text", "Your cart is waiting.");
    Delivery delivery =
        new Delivery(
            "dlv_" + UUID.randomUUID(),
            "email",
            Verb.SEND_EMAIL,
            with,
            0,
            Instant.now(),
            null,
            change,
            null);
    Settings settings = new Settings(Map.of("to", "team@shop.example", "from", "us@shop.example"));
    return client
        .send(
            delivery,
            new ReadyDestination(
                Destination.builtIn("email", "E-mail", settings, Map.of()), Map.of()))
        .await()
        .atMost(Duration.ofSeconds(30))
        .outcome();
  }
}
