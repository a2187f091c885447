package dev.leadlight.routing.connector.email.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static dev.leadlight.routing.TierChanges.subscribed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.link.shell.Links;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who has unsubscribed from our mails gets them again only by asking for them. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class SubscribedAgainTest {

  private static final Outcome SENT = Outcome.accepted();
  private static final Outcome WITHHELD = Outcome.refused(Reason.NO_CONSENT);

  @Inject EmailClient client;
  @Inject Links links;
  private final String address = UUID.randomUUID() + "@example.com";

  @Test
  void mailsGoToWhomeverAskedForThemAfterUnsubscribing() {
    TierChange ann = ann();
    Instant before = Instant.now().minusSeconds(60);
    assertThat(send(subscribed(ann, before))).isEqualTo(SENT);

    unsubscribe();

    assertThat(send(ann)).isEqualTo(WITHHELD);
    assertThat(send(subscribed(ann, before))).isEqualTo(WITHHELD);
    assertThat(send(subscribed(ann, Instant.now()))).isEqualTo(SENT);
  }

  @Test
  void unsubscribingOnceMoreCountsFromThen() {
    TierChange ann = ann();
    unsubscribe();
    Instant between = Instant.now();
    assertThat(send(subscribed(ann, between))).isEqualTo(SENT);

    unsubscribe();

    assertThat(send(subscribed(ann, between))).isEqualTo(WITHHELD);
  }

  private TierChange ann() {
    TierChange change = becomesSalesReady(newLead());
    return TierChanges.with(
        change,
        change.identities(),
        new Contact("Ann", address, null, null, null),
        change.reasons());
  }

  private void unsubscribe() {
    String path = URI.create(links.unsubscribe(address).orElseThrow()).getPath();
    given().post(path).then().statusCode(200);
  }

  private Outcome send(TierChange change) {
    Delivery delivery =
        new Delivery(
            "dlv_" + UUID.randomUUID(),
            "email",
            Verb.SEND_EMAIL,
            Map.of("subject", "Still thinking?", "text", "Your cart is waiting."),
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
