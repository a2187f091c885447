package dev.leadlight.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.webhook.WebhookRequest.Content;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An element of a list that was refused before the vendor's adapter sees it. */
class RefusedElementTest {

  private static final Item REFUSED =
      Item.refused(RejectionReason.BEYOND_LIMITS, "", ByteBuffer.wrap(new byte[] {'9'}));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shopify",
        "square",
        "segment",
        "klaviyo",
        "sendgrid",
        "postmark",
        "footfall",
        "zapier",
        "standard-webhooks"
      })
  void staysRefusedForItsOwnReason(String vendor) {
    assertThat(read(vendor, Map.of())).containsExactly(REFUSED);
  }

  @Test
  void ofAKlaviyoWebhookToo() {
    assertThat(read("klaviyo", Map.of("klaviyo-signature", "00"))).containsExactly(REFUSED);
  }

  @Test
  void ofMerakiNothingIsKeptAsItWasSent() {
    assertThat(read("meraki", Map.of())).extracting(Item::sent).doesNotContain(REFUSED.sent());
  }

  private static List<Item> read(String vendor, Map<String, String> headers) {
    Content content = new Content(List.of(REFUSED), true, Map.of(), null);
    WebhookRequest request =
        new WebhookRequest("POST", headers, null, Map.of(), ByteBuffer.allocate(0), () -> content);
    WebhookSettings settings = Requests.settings(vendor, Map.of("event", "/event"), "secret");
    return Vendors.find(vendor).orElseThrow().read(request, settings);
  }
}
