package dev.leadlight.routing.connector.marketo.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many leads at once, from the outbox to Marketo. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class MarketoDeliveryTest {

  private static final int LEADS = 40;
  private static final String ID = "marketo-batch";

  @Inject OutboxStore store;
  @Inject Outbox outbox;

  WireMockServer http;

  @Test
  void whatIsDueGoesInOneCallAndOneBadRecordIsADeadLetterAlone() {
    http.resetAll();
    http.stubFor(
        any(urlPathMatching("/marketo-batch/identity/.*"))
            .willReturn(okJson("{\"access_token\":\"lent\",\"expires_in\":3599}")));
    http.stubFor(
        any(urlPathMatching("/marketo-batch/rest/.*"))
            .willReturn(okJson("{\"success\":true,\"result\":[" + results() + "]}")));
    putDestination(false);
    IntStream.range(0, LEADS).forEach(this::plan);

    putDestination(true);

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(outbox.states(ID))
                    .isEqualTo(Map.of("delivered", LEADS - 1L, "dead", 1L)));
    List<LoggedRequest> calls =
        http.findAll(postRequestedFor(urlPathEqualTo("/marketo-batch/rest/v1/leads.json")));
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).getBodyAsString())
        .contains(IntStream.range(0, LEADS).mapToObj(i -> "lead" + i + "@example.com").toList());
  }

  /** Marketo takes all but the second. */
  private static String results() {
    return IntStream.range(0, LEADS)
        .mapToObj(i -> i == 1 ? "{\"reasons\":[{\"code\":\"1003\"}]}" : "{\"id\":" + i + "}")
        .collect(Collectors.joining(","));
  }

  private void plan(int i) {
    TierChange change =
        TierChanges.with(
            becomesSalesReady(newLead()),
            List.of(),
            new Contact(null, "lead" + i + "@example.com", null, null, null),
            List.of());
    PlannedDelivery planned =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "p", "a"),
            "p",
            "a",
            ID,
            Verb.UPSERT_PROFILE,
            Map.of(),
            null,
            Instant.now(),
            null,
            null,
            null);
    Outbox.plan(store, change, Instant.now(), connection -> Uni.createFrom().item(List.of(planned)))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private void putDestination(boolean enabled) {
    given()
        .auth()
        .oauth2("test-token")
        .contentType("application/json")
        .body(
            Map.of(
                "type",
                "marketo",
                "enabled",
                enabled,
                "settings",
                Map.of("baseUrl", http.baseUrl() + "/marketo-batch", "clientId", "id"),
                "secrets",
                Map.of("clientSecret", Map.of("value", "s3cret"))))
        .put("/v1/destinations/" + ID)
        .then()
        .statusCode(200);
  }
}
