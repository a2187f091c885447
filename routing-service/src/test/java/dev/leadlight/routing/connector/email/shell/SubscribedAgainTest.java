package dev.leadlight.routing.connector.email.shell;

import static dev.leadlight.routing.TierChanges.subscribed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Records;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
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

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject EmailClient client;
  @Inject UnsubscribePublisher publisher;
  @Inject Links links;
  private final String address = UUID.randomUUID() + "@example.com";

  @Test
  void mailsGoToWhomeverAskedForThemAfterUnsubscribing() {
    TierChange ann = MailsToShoppers.becomesSalesReady(address);
    Instant before = Instant.now().minusSeconds(60);
    assertThat(send(subscribed(ann, before))).isEqualTo(SENT);

    unsubscribe();

    assertThat(send(ann)).isEqualTo(WITHHELD);
    assertThat(send(subscribed(ann, before))).isEqualTo(WITHHELD);
    assertThat(send(subscribed(ann, Instant.now()))).isEqualTo(SENT);
  }

  @Test
  void unsubscribingOnceMoreCountsFromThen() {
    TierChange ann = MailsToShoppers.becomesSalesReady(address);
    unsubscribe();
    Instant between = Instant.now();
    assertThat(send(subscribed(ann, between))).isEqualTo(SENT);

    unsubscribe();

    assertThat(send(subscribed(ann, between))).isEqualTo(WITHHELD);
  }

  @Test
  void takingItBackWithinTheHourIsTold() {
    Instant now = Instant.parse("2026-03-02T10:05:10Z");
    publisher.publish(address, now).await().atMost(PATIENCE);
    publisher.publish(address, now.plusSeconds(5)).await().atMost(PATIENCE);
    publisher.publish(address, now.plusSeconds(600)).await().atMost(PATIENCE);

    String key = links.hidden(address).orElseThrow();
    assertThat(Records.in(Topics.EVENTS, record -> key.equals(record.key())))
        .extracting(record -> ContractJson.read(record.value(), ShopperEvent.class).id())
        .hasSize(3)
        .satisfies(
            ids -> {
              assertThat(ids.get(1)).isEqualTo(ids.get(0));
              assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
            });
  }

  private void unsubscribe() {
    String path = URI.create(links.unsubscribe(address, "en").orElseThrow()).getPath();
    given().post(path).then().statusCode(200);
  }

  private Outcome send(TierChange change) {
    return MailsToShoppers.send(client, change, Map.of());
  }
}
