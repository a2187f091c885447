package dev.leadlight.routing.connector.slack;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.Golden;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackMessageTest {

  @Test
  void saysWhoIsReadyAndWhy() throws IOException {
    Golden.assertSame(
        SlackMessage.of(Deliveries.annIsSalesReady(), false).request().body(),
        "golden/slack-sales-ready.json");
  }

  @Test
  void saysWhoIsNoLongerReady() {
    assertThat(SlackMessage.of(Deliveries.annIsNoLongerSalesReady(), true).text())
        .isEqualTo("Ann &lt;Lee&gt; &amp; Co is no longer sales-ready (94)");
  }

  @Test
  void leadWorthACallHasButtonsThatNameTheDelivery() throws IOException {
    Delivery plain = Deliveries.annIsSalesReady();
    Delivery robs =
        new Delivery(
            plain.id(),
            plain.destination(),
            plain.verb(),
            plain.with(),
            plain.step(),
            plain.plannedAt(),
            plain.expiresAt(),
            plain.change(),
            new Assignee(
                "rob", "Rob <!channel>", "rob@shop.example", Map.of("slack", "U07"), null));

    SlackMessage message = SlackMessage.of(robs, true);

    assertThat(message.request().body())
        .contains("\"action_id\":\"lead_good\"", "\"value\":\"" + plain.id() + "\"")
        .contains("lead_not_ready", "lead_snooze", "lead_take", "*Rep*\\n<@U07>");
    assertThat(
            SlackMessage.of(robs, false).answered("Rob <!channel>: good lead").replacement().body())
        .contains("\"replace_original\":true", "Rob &lt;!channel&gt;: good lead")
        .doesNotContain("lead_good");
    assertThat(message.answered("Rob has taken it").replacement().body())
        .as("whoever has it has yet to say what it is worth")
        .contains("Rob has taken it", "lead_good");
    assertThat(SlackMessage.of(robs, false).request().body()).doesNotContain("lead_good");
    assertThat(SlackMessage.of(Deliveries.annIsNoLongerSalesReady(), true).request().body())
        .doesNotContain("lead_good");
  }

  @Test
  void botNamesItsChannelAndTheMessageItChanges() {
    SlackMessage message = SlackMessage.of(Deliveries.annIsSalesReady(), true);

    assertThat(message.post("C01").headers())
        .containsEntry("content-type", "application/json; charset=utf-8");
    assertThat(message.post("C01").body())
        .contains("\"channel\":\"C01\"", "\"unfurl_links\":false", "\"metadata\"", "\"text\"");
    assertThat(message.update("C01", "1.2").body())
        .contains("\"ts\":\"1.2\"", "\"text\"", "\"blocks\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ratelimited,throttled",
    "internal_error,destination-trouble",
    "token_revoked,unauthorized",
    "not_in_channel,not-found",
    "restricted_action_thread_only_channel,not-found",
    "invalid_blocks,rejected",
    "never_heard_of,rejected"
  })
  void whatSlackSaysInTheBodyCounts(String error, String code) {
    assertThat(SlackAnswers.classify(new Payload(Map.of("ok", false, "error", error))).code())
        .isEqualTo(code);
    assertThat(SlackAnswers.classify(new Payload(Map.of("ok", true))).code()).isEqualTo("accepted");
    assertThat(SlackAnswers.classify(Payload.of("<html>")).code()).isEqualTo("destination-trouble");
  }

  @Test
  void keepsTheLimitsOfBlockKitWhateverTheDataAre() {
    SlackMessage message = SlackMessage.of(Deliveries.of(excessive(), 0, null), true);

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
