package dev.leadlight.routing.connector.webhook;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.Golden;
import dev.leadlight.routing.connector.HttpMessage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierChangedEventTest {

  private static final WebhookKey NEW = WebhookKey.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final WebhookKey OLD = WebhookKey.parse("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

  @Test
  void carriesTheChangeWithItsReasons() throws IOException {
    Golden.assertSame(message(List.of(NEW)).body(), "golden/webhook-tier-changed.json");
  }

  @Test
  void isSignedByEveryKeyForThisAttempt() {
    HttpMessage message = message(List.of(NEW, OLD));
    String id = Deliveries.annIsSalesReady().id();
    long now = T0.getEpochSecond();

    assertThat(message.headers())
        .containsEntry("webhook-id", id)
        .containsEntry("webhook-timestamp", String.valueOf(now))
        .containsEntry(
            "webhook-signature",
            NEW.sign(id, now, message.body()) + " " + OLD.sign(id, now, message.body()))
        .containsEntry("content-type", "application/json; charset=utf-8");
  }

  private static HttpMessage message(List<WebhookKey> keys) {
    return TierChangedEvent.of(Deliveries.annIsSalesReady()).request(keys, T0);
  }
}
