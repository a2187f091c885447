package dev.leadlight.routing.connector.slack;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.Golden;
import dev.leadlight.routing.TierChanges;
import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlackMessageTest {

  @Test
  void saysWhoIsReadyAndWhy() throws IOException {
    Golden.assertSame(
        SlackMessage.of(Deliveries.annIsSalesReady()).request().body(),
        "golden/slack-sales-ready.json");
  }

  @Test
  void saysWhoIsNoLongerReady() {
    assertThat(SlackMessage.of(Deliveries.annIsNoLongerSalesReady()).text())
        .isEqualTo("Ann &lt;Lee&gt; &amp; Co is no longer sales-ready (94)");
  }

  @Test
  void keepsTheLimitsOfBlockKitWhateverTheDataAre() {
    SlackMessage message = SlackMessage.of(Deliveries.of(excessive(), 0, null));

    assertThat(message.blocks()).hasSizeLessThanOrEqualTo(50);
    assertThat(textOf(message.blocks().get(0))).hasSizeLessThanOrEqualTo(150).endsWith("&lt;…");
    assertThat(message.blocks().get(1).fields())
        .isNotNull()
        .hasSizeLessThanOrEqualTo(10)
        .allSatisfy(field -> assertThat(field.text()).hasSizeLessThanOrEqualTo(2000));
    assertThat(textOf(message.blocks().get(2))).hasSizeLessThanOrEqualTo(3000);
  }

  private static String textOf(SlackMessage.Block block) {
    return Objects.requireNonNull(block.text()).text();
  }

  private static TierChange excessive() {
    TierChange ann = Deliveries.annIsSalesReady().change();
    return TierChanges.with(
        ann,
        ann.identities(),
        new Contact("<".repeat(500), "&".repeat(3000), null, null, null),
        Collections.nCopies(200, Contribution.ofRule("g", "r".repeat(1000), 1, 1, T0)));
  }
}
