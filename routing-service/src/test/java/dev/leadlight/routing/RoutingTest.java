package dev.leadlight.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.becomesSalesReadyInTheHoldOut;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.delivery.DeliveryConcluded.Result;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.connector.webhook.WebhookKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a tier change in Kafka to the destinations and back to Kafka. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class RoutingTest {

  @Inject AssignedLeads assigned;

  WireMockServer http;
  GreenMail smtp;

  @BeforeEach
  void destinationsAreFine() {
    http.resetAll();
    http.stubFor(post(urlEqualTo("/slack")).atPriority(9).willReturn(ok("ok")));
    http.stubFor(
        post(urlEqualTo("/webhook")).atPriority(9).willReturn(aResponse().withStatus(204)));
  }

  @Test
  void salesReadyIsToldOnceToSlackToTheRepAndToTheWebhook() {
    LeadId lead = newLead();

    Records.publish(becomesSalesReady(lead));

    List<DeliveryConcluded> conclusions = awaitConclusions(lead, 3);
    assertThat(conclusions)
        .extracting(DeliveryConcluded::playbook, DeliveryConcluded::action)
        .containsExactlyInAnyOrder(
            tuple("sales-ready", "slack"),
            tuple("sales-ready", "email"),
            tuple("every-tier-change", "webhook"));
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
        .contains("adds-to-cart =C3=974: +94.97")
        .contains("Ann <Lee> & Co is sales-ready")
        .contains("Ann &lt;Lee&gt; &amp; Co is sales-ready");
  }

  @Test
  void slackIsTriedAgainAfterItsTrouble() {
    LeadId lead = newLead();
    failsFirst("/slack", lead, aResponse().withStatus(500).withBody("rollup_error"));

    Records.publish(becomesSalesReady(lead));

    assertThat(awaitConclusions(lead, 3))
        .filteredOn(conclusion -> conclusion.action().equals("slack"))
        .singleElement()
        .satisfies(
            conclusion -> {
              assertThat(conclusion.result()).isEqualTo(Result.DELIVERED);
              assertThat(conclusion.attempts()).isEqualTo(2);
            });
    assertThat(calls("/slack", lead)).hasSize(2);
  }

  @Test
  void retryAfterIsHonoured() {
    LeadId lead = newLead();
    failsFirst("/webhook", lead, aResponse().withStatus(429).withHeader("Retry-After", "2"));

    Records.publish(entersNurture(lead));

    assertThat(awaitConclusions(lead, 1).get(0).result()).isEqualTo(Result.DELIVERED);
    List<LoggedRequest> calls = calls("/webhook", lead);
    assertThat(calls).hasSize(2);
    assertThat(
            Duration.between(
                calls.get(0).getLoggedDate().toInstant(), calls.get(1).getLoggedDate().toInstant()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1900));
    assertThat(calls)
        .extracting(call -> call.getHeader("webhook-id"))
        .containsOnly(calls.get(0).getHeader("webhook-id"));
  }

  @Test
  void refusalIsADeadLetterAtOnce() {
    LeadId large = newLead();
    LeadId unknown = newLead();
    alwaysAnswers("/webhook", large, aResponse().withStatus(413));
    alwaysAnswers("/webhook", unknown, aResponse().withStatus(404).withBody("no_service"));

    Records.publish(entersNurture(large), entersNurture(unknown));

    assertThat(awaitConclusions(large, 1).get(0))
        .returns(Result.FAILED, DeliveryConcluded::result)
        .returns("rejected", DeliveryConcluded::reason)
        .returns(1, DeliveryConcluded::attempts);
    assertThat(awaitConclusions(unknown, 1).get(0)).returns("not-found", DeliveryConcluded::reason);
  }

  @Test
  void exhaustedScheduleIsADeadLetter() {
    LeadId lead = newLead();
    alwaysAnswers("/webhook", lead, aResponse().withStatus(503));

    Records.publish(entersNurture(lead));

    assertThat(awaitConclusions(lead, 1).get(0))
        .returns(Result.FAILED, DeliveryConcluded::result)
        .returns("destination-trouble", DeliveryConcluded::reason)
        .returns(4, DeliveryConcluded::attempts);
  }

  @Test
  void redirectIsNotFollowed() {
    LeadId lead = newLead();
    alwaysAnswers(
        "/webhook", lead, aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

    Records.publish(entersNurture(lead));

    assertThat(awaitConclusions(lead, 1).get(0)).returns("redirected", DeliveryConcluded::reason);
    http.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @Test
  void silentDestinationDelaysNobodyElse() {
    LeadId lead = newLead();
    failsFirst("/webhook", lead, aResponse().withFixedDelay(10_000).withStatus(200));

    Records.publish(becomesSalesReady(lead));

    List<DeliveryConcluded> conclusions = awaitConclusions(lead, 3);
    assertThat(conclusions)
        .filteredOn(conclusion -> !conclusion.action().equals("webhook"))
        .extracting(DeliveryConcluded::result)
        .containsExactly(Result.DELIVERED, Result.DELIVERED);
    assertThat(
            conclusions.stream()
                .max(Comparator.comparing(DeliveryConcluded::concludedAt))
                .orElseThrow())
        .returns("webhook", DeliveryConcluded::action)
        .returns(Result.DELIVERED, DeliveryConcluded::result)
        .returns(2, DeliveryConcluded::attempts);
  }

  @Test
  void changesOfALeadReachTheWebhookInOrder() {
    LeadId lead = newLead();
    failsFirst("/webhook", lead, aResponse().withStatus(502));

    Records.publish(entersNurture(lead), becomesSalesReady(lead), fallsBackToNurture(lead));

    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                conclusions(lead).stream().filter(c -> c.action().equals("webhook")).count() == 3);
    assertThat(calls("/webhook", lead))
        .extracting(
            call ->
                call.getBodyAsString().replaceAll("(?s).*\"tierChangeId\":\"([^\"]+)\".*", "$1"))
        .containsExactly(lead + "-1", lead + "-1", lead + "-2", lead + "-3");
  }

  @Test
  void laterChangeReplacesWhatTheTeamHasNotHeardYet() {
    LeadId lead = newLead();
    failsFirst("/slack", lead, aResponse().withStatus(429).withHeader("Retry-After", "2"));

    Records.publish(becomesSalesReady(lead));
    await().until(() -> calls("/slack", lead).size() == 1);
    Records.publish(fallsBackToNurture(lead));

    List<DeliveryConcluded> slack =
        awaitConclusions(lead, 6).stream().filter(c -> c.action().equals("slack")).toList();
    assertThat(slack)
        .extracting(DeliveryConcluded::tierChangeId, DeliveryConcluded::result)
        .containsExactlyInAnyOrder(
            tuple(lead + "-2", Result.SUPERSEDED), tuple(lead + "-3", Result.DELIVERED));
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

  private static List<DeliveryConcluded> awaitConclusions(LeadId lead, int count) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(conclusions(lead)).hasSize(count));
    return conclusions(lead);
  }

  private static List<DeliveryConcluded> conclusions(LeadId lead) {
    return Records.in(Topics.DELIVERIES, record -> lead.value().equals(record.key())).stream()
        .map(record -> concluded(record.value()))
        .toList();
  }

  private static DeliveryConcluded concluded(byte[] json) {
    try {
      return ContractJson.read(json, DeliveryConcluded.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void failsFirst(String path, LeadId lead, ResponseDefinitionBuilder failure) {
    http.stubFor(
        post(urlEqualTo(path))
            .withRequestBody(containing(lead.value()))
            .inScenario(path + lead)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("well")
            .willReturn(failure));
  }

  private void alwaysAnswers(String path, LeadId lead, ResponseDefinitionBuilder answer) {
    http.stubFor(
        post(urlEqualTo(path)).withRequestBody(containing(lead.value())).willReturn(answer));
  }

  private List<LoggedRequest> calls(String path, LeadId lead) {
    return http.findAll(
        postRequestedFor(urlEqualTo(path)).withRequestBody(containing(lead.value())));
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
