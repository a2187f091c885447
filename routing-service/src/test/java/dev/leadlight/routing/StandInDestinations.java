package dev.leadlight.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Destinations that answer as a test wishes, what they were told, and what Kafka says of it. */
@SuppressWarnings("NullAway.Init")
abstract class StandInDestinations {

  WireMockServer http;

  @BeforeEach
  void destinationsAreFine() {
    http.resetAll();
    http.stubFor(post(urlEqualTo("/slack")).atPriority(9).willReturn(ok("ok")));
    http.stubFor(
        post(urlEqualTo("/webhook")).atPriority(9).willReturn(aResponse().withStatus(204)));
  }

  static List<DeliveryConcluded> awaitConclusions(LeadId lead, int count) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(conclusions(lead)).hasSize(count));
    return conclusions(lead);
  }

  static List<DeliveryConcluded> conclusions(LeadId lead) {
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

  final List<LoggedRequest> calls(String path, LeadId lead) {
    return http.findAll(
        postRequestedFor(urlEqualTo(path)).withRequestBody(containing(lead.value())));
  }
}
