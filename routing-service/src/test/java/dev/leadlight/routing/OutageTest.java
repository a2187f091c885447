package dev.leadlight.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ServerKind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our own infrastructure does to us, and that nothing is lost by it. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class OutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject Outbox outbox;
  @Inject Pool pool;

  WireMockServer http;
  Infrastructure infrastructure;

  @BeforeEach
  void destinationsAreFine() {
    http.resetAll();
    http.stubFor(post(urlEqualTo("/webhook")).willReturn(ok()));
  }

  @AfterEach
  void everythingRunsAgain() {
    infrastructure.server(ServerKind.POSTGRES).start();
    infrastructure.server(ServerKind.KAFKA).start();
  }

  @Test
  void changesArrivingWhilePostgresIsDeadAreToldAfterwards() {
    List<LeadId> before = leads(20);
    List<LeadId> during = leads(20);

    before.forEach(lead -> Records.publish(entersNurture(lead)));
    infrastructure.server(ServerKind.POSTGRES).kill();
    during.forEach(lead -> Records.publish(entersNurture(lead)));
    await().atMost(PATIENCE).untilAsserted(OutageTest::apiSaysTryAgain);
    await().atMost(PATIENCE).until(() -> healthStatus() == 503);
    infrastructure.server(ServerKind.POSTGRES).start();

    awaitConclusions(Stream.concat(before.stream(), during.stream()).toList());
    await().atMost(PATIENCE).until(() -> healthStatus() == 200);
    operator("/v1/deliveries").then().statusCode(200);
    assertThat(during).allSatisfy(lead -> assertThat(calls(lead)).isEqualTo(1));
    await().atMost(PATIENCE).until(() -> outbox.overdue("webhook") == 0);
  }

  @Test
  void changesArrivingWhilePostgresTakesNoWritesAreToldAfterwards() {
    List<LeadId> leads = leads(5);

    readOnly("on");
    try {
      leads.forEach(lead -> Records.publish(entersNurture(lead)));
      // Longer than what does not pass is tried again.
      await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
    } finally {
      readOnly("off");
    }

    awaitConclusions(leads);
    assertThat(
            Records.in(Topics.TIER_CHANGES.deadLetters(Topics.ROUTING), record -> true).stream()
                .map(record -> record.key()))
        .doesNotContainAnyElementsOf(leads.stream().map(LeadId::value).toList());
  }

  @Test
  void conclusionsWaitWhileKafkaIsDead() {
    List<LeadId> leads = leads(10);

    leads.forEach(lead -> Records.publish(entersNurture(lead)));
    await().atMost(PATIENCE).until(() -> leads.stream().allMatch(lead -> calls(lead) == 1));
    infrastructure.server(ServerKind.KAFKA).kill();
    operator("/v1/deliveries").then().statusCode(200);
    infrastructure.server(ServerKind.KAFKA).start();

    awaitConclusions(leads);
  }

  /** As a primary is that has become a standby: it answers, and takes no writes. */
  private void readOnly(String mode) {
    pool.withConnection(
            connection ->
                connection
                    .query("alter system set default_transaction_read_only = " + mode)
                    .execute()
                    .chain(() -> connection.query("select pg_reload_conf()").execute()))
        .await()
        .atMost(PATIENCE);
  }

  private static void awaitConclusions(List<LeadId> leads) {
    List<String> keys = leads.stream().map(LeadId::value).toList();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Records.in(Topics.DELIVERIES, record -> keys.contains(record.key()))
                            .stream()
                            .map(record -> record.key())
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(keys));
  }

  private static void apiSaysTryAgain() {
    operator("/v1/deliveries")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue());
  }

  private int calls(LeadId lead) {
    return http.findAll(
            postRequestedFor(urlEqualTo("/webhook")).withRequestBody(containing(lead.value())))
        .size();
  }

  private static int healthStatus() {
    return given().get("/q/health/ready").statusCode();
  }

  private static Response operator(String path) {
    return given().auth().oauth2("test-token").get(path);
  }

  private static List<LeadId> leads(int count) {
    return Stream.generate(TierChanges::newLead).limit(count).toList();
  }
}
