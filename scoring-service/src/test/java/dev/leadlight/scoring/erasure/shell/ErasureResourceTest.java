package dev.leadlight.scoring.erasure.shell;

import static dev.leadlight.scoring.LiveShop.admin;
import static dev.leadlight.scoring.LiveShop.awaitReceipt;
import static dev.leadlight.scoring.LiveShop.forget;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is forgotten, on a real Kafka and Redis; the other services are the test. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class ErasureResourceTest {

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  @Inject RedisLeadStore leads;
  private TopicRecords topics;
  private final String name = "e-" + UUID.randomUUID();
  private final String user = "user:" + name;
  private final String email = "email:" + name + "@example.com";

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private void cart(String... identities) {
    topics.publish(
        Topics.EVENTS,
        identities[0],
        Events.withId(Shop.withStarterCard().event("Product Added", Instant.now(), identities)));
  }

  private static Response ask(String lead) {
    return admin().get("/v1/leads/" + lead);
  }

  private static void awaitMatches(String lead, int count) {
    soon().untilAsserted(() -> ask(lead).then().body("contributions[0].matches", equalTo(count)));
  }

  private void receiptOf(String service, String erasure, String lead) {
    ErasureReceipt receipt =
        new ErasureReceipt(
            erasure, new LeadId(lead), service, Instant.now(), Map.of("deliveries", 3L), Map.of());
    topics.publish(Topics.ERASURES, receipt.key(), receipt);
  }

  /** The framework would cut off what stands behind it, and somebody else be forgotten. */
  @Test
  void aSemicolonThatIsNotEscapedIsRefused() {
    admin().urlEncodingEnabled(false).delete("/v1/leads/" + user + ";b").then().statusCode(400);
    admin().urlEncodingEnabled(false).delete("/v1/leads/" + user + "%3Bb").then().statusCode(202);
  }

  @Test
  void somebodyIsForgottenEverywhereWithAReceiptOfEachService() {
    // Given
    cart(user, email);
    awaitMatches(email, 1);
    String lead = ask(user).jsonPath().getString("leadId");
    // When
    Response told = admin().delete("/v1/leads/" + user);
    // Then
    String id = told.jsonPath().getString("id");
    told.then()
        .statusCode(202)
        .header("Location", containsString("/v1/leads/erasures/" + id))
        .body("isComplete", equalTo(false))
        .body("staysOnKafka.topic", hasItem("leadlight.events.v1"));
    soon()
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/leads/erasures/" + id)
                    .then()
                    .body("receipts.service", hasItem("scoring-service"))
                    .body("receipts[0].removed.states", equalTo(1))
                    .body("receipts[0].removed.identities", equalTo(2))
                    .body("awaiting", hasItems("routing-service", "feedback-service")));
    ask(user).then().statusCode(404);
    ask(email).then().statusCode(404);
    ask("lead:" + lead).then().statusCode(404);
    assertThat(redis.key().keys("*" + lead + "*")).isEmpty();
    for (int part = 0; part < 16; part++) {
      assertThat(redis.sortedSet(String.class).zscore("ll:r:{" + part + "}", lead)).isEmpty();
      assertThat(redis.sortedSet(String.class).zscore("ll:t:{" + part + "}", lead)).isEmpty();
    }
    // When
    receiptOf("routing-service", id, lead);
    receiptOf("feedback-service", id, lead);
    // Then
    soon()
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/leads/erasures/" + id)
                    .then()
                    .body("isComplete", equalTo(true))
                    .body("awaiting", equalTo(List.of())));
    assertThat(recordsOf(lead))
        .hasSizeGreaterThan(2)
        .extracting(each -> new String(each.value(), StandardCharsets.UTF_8))
        .noneMatch(record -> record.contains(name));
    // What comes afterwards begins a new lead.
    cart(user);
    awaitMatches(user, 1);
    ask(email).then().statusCode(404);
  }

  private List<ConsumerRecord<String, byte[]>> records(String begin, String end) {
    return topics.in(
        Topics.ERASURES, each -> each.key().startsWith(begin) && each.key().endsWith(end));
  }

  private List<ConsumerRecord<String, byte[]>> recordsOf(String lead) {
    return topics.in(Topics.ERASURES, each -> each.key().contains(lead));
  }

  @Test
  void whatIsToldOnceMoreDoesNoHarm() {
    cart(user);
    awaitMatches(user, 1);
    String id = admin().delete("/v1/leads/" + user).jsonPath().getString("id");
    soon().untilAsserted(() -> ask(user).then().statusCode(404));
    admin().delete("/v1/leads/" + user).then().statusCode(202);
    awaitReceipt(id);
  }

  @Test
  void aRequestThatIsToldAgainLeavesTheLeadThatBeganSince() {
    cart(user);
    awaitMatches(user, 1);
    String id = forget(user);
    cart(user);
    awaitMatches(user, 1);
    ConsumerRecord<String, byte[]> request = records("request:", id).get(0);
    topics.publish(Topics.ERASURES, request.key(), request.value());
    forget("user:other-" + name);
    ask(user).then().statusCode(200).body("contributions[0].matches", equalTo(1));
  }

  /** Be it before or after the receipt of the first time was read from the topic. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRedisThatComesBackOlderForgetsOnceMore(boolean isReceiptReadAfter) {
    soon().until(() -> redis.key().exists("ll:xo"));
    cart(user, email);
    awaitMatches(email, 1);
    for (String key : redis.key().keys("ll:*")) {
      redis.key().copy(key, "older:" + key);
    }
    String erasure = forget(user);
    ask(user).then().statusCode(404);
    redis.key().del(redis.key().keys("ll:*").toArray(String[]::new));
    for (String key : redis.key().keys("older:*")) {
      redis.key().rename(key, key.substring("older:".length()));
    }
    if (isReceiptReadAfter) {
      ConsumerRecord<String, byte[]> receipt =
          records("receipt:", erasure + ":scoring-service").get(0);
      topics.publish(Topics.ERASURES, receipt.key(), receipt.value());
    }
    soon().untilAsserted(() -> ask(user).then().statusCode(404));
    ask(email).then().statusCode(404);
  }

  @Test
  void whoHasBecomePartOfAnotherLeadBeforeTheRequestIsActedOnIsForgottenThere() {
    // Given
    cart(user);
    cart(email);
    cart(email);
    awaitMatches(user, 1);
    awaitMatches(email, 2);
    LeadId lead = new LeadId(ask(email).jsonPath().getString("leadId"));
    String key = leads.keys().keyOf(Identity.parse(email).orElseThrow());
    ErasureRequest request =
        new ErasureRequest("late-" + name, lead, List.of(lead), List.of(key), Instant.now());
    cart(user, email);
    awaitMatches(user, 4);
    // When
    topics.publish(Topics.ERASURES, request.key(), request);
    // Then
    awaitMatches(user, 2);
    awaitReceipt(request.id());
    ask("lead:" + lead).then().statusCode(404);
  }

  @Test
  void somebodyUnknownIsAskedForAllTheSame() {
    admin().delete("/v1/leads/" + user).then().statusCode(202);
    soon()
        .until(
            () -> topics.in(Topics.ERASURES, each -> ErasureRequest.isKey(each.key())).size() > 0);
  }

  @ParameterizedTest
  @CsvSource({"DELETE, nobody, 400", "DELETE, lead:x, 400", "GET, erasures/none, 404"})
  void refusesWhatIsNone(String method, String path, int status) {
    admin()
        .request(method, "/v1/leads/" + path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
    given().request(method, "/v1/leads/" + path).then().statusCode(401);
  }
}
