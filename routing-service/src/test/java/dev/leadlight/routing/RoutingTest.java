package dev.leadlight.routing;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.becomesSalesReadyInTheHoldOut;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.delivery.DeliveryConcluded.Result;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.connector.webhook.WebhookKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a tier change in Kafka to the destinations and back to Kafka. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class RoutingTest extends StandInDestinations {

  @Inject AssignedLeads assigned;

  GreenMail smtp;

  @Test
  void salesReadyIsToldOnceToSlackToTheRepAndToTheWebhook() {
    LeadId lead = newLead();

    Records.publish(becomesSalesReady(lead));

    List<DeliveryConcluded> conclusions = awaitConclusions(lead, 3);
    assertThat(conclusions)
        .extracting(
            DeliveryConcluded::playbook,
            DeliveryConcluded::action,
            DeliveryConcluded::destinationType)
        .containsExactlyInAnyOrder(
            tuple("sales-ready", "slack", "slack"),
            tuple("sales-ready", "email", "email"),
            tuple("every-tier-change", "webhook", "webhook"));
    assertThat(conclusions)
        .allSatisfy(
            conclusion -> {
              assertThat(conclusion.result()).isEqualTo(Result.DELIVERED);
              assertThat(conclusion.attempts()).isEqualTo(1);
              assertThat(conclusion.verb()).isEqualTo("notify");
            });
    assertThat(calls("/slack", lead)).hasSize(1);
    assertThat(calls("/webhook", lead)).hasSize(1);
    assertThat(mails(lead)).hasSize(1);
  }

  @Test
  void redeliveredRecordChangesNothing() {
    LeadId lead = newLead();
    LeadId marker = newLead();

    Records.publish(becomesSalesReady(lead), becomesSalesReady(lead), becomesSalesReady(lead));
    Records.publish(entersNurture(marker));
    awaitConclusions(lead, 3);
    awaitConclusions(marker, 1);
    Records.publish(becomesSalesReady(lead), becomesSalesReady(marker));
    awaitConclusions(marker, 4);

    assertThat(calls("/slack", lead)).hasSize(1);
    assertThat(calls("/webhook", lead)).hasSize(1);
    assertThat(mails(lead)).hasSize(1);
  }

  @Test
  void somebodyWhoIsErasedLeavesNothingAndIsNotToldOfAgain() {
    LeadId lead = newLead();
    Records.publish(becomesSalesReady(lead));
    awaitConclusions(lead, 3);
    assigned.add(becomesSalesReady(lead));
    ErasureRequest request =
        new ErasureRequest("e-" + lead, lead, List.of(lead), List.of(), Instant.now());

    Records.publish(request);
    ErasureReceipt receipt = Records.awaitReceipt(request);
    Records.publish(request);
    Records.publish(becomesSalesReady(lead));
    LeadId marker = newLead();
    Records.publish(entersNurture(marker));
    awaitConclusions(marker, 1);

    assertThat(receipt.removed())
        .isEqualTo(
            Map.of(
                "tierChanges", 1L,
                "deliveries", 3L,
                "attempts", 3L,
                "assignments", 1L,
                "clicks", 0L));
    assertThat(receipt.service()).isEqualTo("routing-service");
    assertThat(calls("/slack", lead)).hasSize(1);
  }

  @Test
  void webhookIsSignedWithBothKeysUnderTheDeliveryId() {
    LeadId lead = newLead();

    Records.publish(entersNurture(lead));

    String id = awaitConclusions(lead, 1).get(0).id();
    LoggedRequest call = calls("/webhook", lead).get(0);
    long timestamp = Long.parseLong(call.getHeader("webhook-timestamp"));
    assertThat(call.getHeader("webhook-id")).isEqualTo(id);
    assertThat(call.getHeader("webhook-signature").split(" "))
        .containsExactly(
            WebhookKey.parse(DestinationsTestResource.SECRET)
                .sign(id, timestamp, call.getBodyAsString()),
            WebhookKey.parse(DestinationsTestResource.PREVIOUS_SECRET)
                .sign(id, timestamp, call.getBodyAsString()));
    assertThat(calls("/slack", lead)).isEmpty();
  }

  @Test
  void emailNamesTheDeliveryInItsHeadersAndEscapesNames() throws Exception {
    LeadId lead = newLead();

    Records.publish(becomesSalesReady(lead));

    awaitConclusions(lead, 3);
    MimeMessage mail = mails(lead).get(0);
    String id = mail.getHeader("X-Leadlight-Delivery", null);
    assertThat(mail.getSubject()).isEqualTo("Ann <Lee> & Co is sales-ready (100)");
    assertThat(mail.getHeader("X-Leadlight-Identities", null))
        .isEqualTo("user:u1,email:ann@example.com");
    assertThat(mail.getHeader("X-Leadlight-Tier", null)).isEqualTo("sales-ready");
    assertThat(mail.getHeader("X-Leadlight-Tier-Change", null)).isEqualTo(lead + "-2");
    assertThat(mail.getHeader("Message-ID", null)).isEqualTo("<" + id + "@leadlight.dev>");
    String body = new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(body)
        .contains("adds to cart =C3=974: +94.97")
        .contains("Ann <Lee> & Co is sales-ready")
        .contains("Ann &lt;Lee&gt; &amp; Co is sales-ready");
  }

  @Test
  void holdOutHearsNothingAndIsRecorded() {
    LeadId lead = newLead();

    Records.publish(becomesSalesReadyInTheHoldOut(lead));

    assertThat(awaitConclusions(lead, 4)) // the rep it did not get is told of, too
        .allSatisfy(
            conclusion -> {
              assertThat(conclusion.result()).isEqualTo(Result.SUPPRESSED);
              assertThat(conclusion.reason()).isEqualTo("hold-out");
              assertThat(conclusion.attempts()).isZero();
            });
    assertThat(calls("/webhook", lead)).isEmpty();
    assertThat(mails(lead)).isEmpty();
  }

  @Test
  void poisonRecordIsPutAsideAndTheNextIsTaken() {
    LeadId lead = newLead();

    Records.publish(lead, "{\"id\":".getBytes(StandardCharsets.UTF_8));
    Records.publish(entersNurture(lead));

    awaitConclusions(lead, 1);
    assertThat(
            Records.in(
                Topics.TIER_CHANGES.deadLetters(Topics.ROUTING),
                letter -> lead.value().equals(letter.key())))
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.headers().lastHeader("dead-letter-reason")).isNotNull());
  }

  private List<MimeMessage> mails(LeadId lead) {
    return Arrays.stream(smtp.getReceivedMessages()).filter(mail -> isAbout(mail, lead)).toList();
  }

  private static boolean isAbout(MimeMessage mail, LeadId lead) {
    try {
      return lead.value().equals(mail.getHeader("X-Leadlight-Lead", null));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
