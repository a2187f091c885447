package dev.leadlight.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.delivery.DeliveryConcluded.Result;
import dev.leadlight.contracts.identity.LeadId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What destinations do to us, and what they are told all the same, and in which order. */
@QuarkusTest
class TroubledDestinationsTest extends StandInDestinations {

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
}
