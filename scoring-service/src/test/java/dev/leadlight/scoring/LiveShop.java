package dev.leadlight.scoring;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.hasItem;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A shop whose events go to a real Kafka, and whose leads are asked for over HTTP. */
public final class LiveShop implements AutoCloseable {

  public final TopicRecords topics;

  /** In memory, to compare with. */
  public final Shop shop = Shop.withStarterCard();

  /** A shopper whom no other test knows. */
  public final String user = "u-" + UUID.randomUUID();

  public LiveShop(Infrastructure infrastructure) {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  /** An event with an id of its own. */
  public ShopperEvent event(
      String signal, Instant when, Map<String, Object> properties, String... identities) {
    return Events.withId(shop.event(signal, when, properties, identities));
  }

  public void publish(ShopperEvent... events) {
    for (ShopperEvent event : events) {
      topics.send(Topics.EVENTS, Shop.KEYS.keyOf(event.identities().get(0)), event);
    }
    topics.flush();
  }

  public static RequestSpecification admin() {
    return given().auth().oauth2("test-token");
  }

  /** Answers the erasure's id once scoring-service has done its part. */
  public static String forget(String lead) {
    String id = admin().delete("/v1/leads/" + lead).jsonPath().getString("id");
    awaitReceipt(id);
    return id;
  }

  public static void awaitReceipt(String erasure) {
    soon()
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/leads/erasures/" + erasure)
                    .then()
                    .body("receipts.service", hasItem("scoring-service")));
  }

  public static Response ask(String lead, Instant at) {
    return admin().queryParam("at", at.toString()).get("/v1/leads/" + lead);
  }

  public static void awaitScore(String lead, Instant at, double score) {
    soon().untilAsserted(() -> assertThat(scoreOf(lead, at)).isCloseTo(score, within(1e-9)));
  }

  private static double scoreOf(String lead, Instant at) throws IOException {
    String body = ask(lead, at).then().statusCode(200).extract().asString();
    return ContractJson.mapper().readTree(body).get("score").asDouble();
  }

  /** What was told of a lead, the earliest first. */
  public List<TierChange> changesOf(String identity) {
    String lead = ask(identity, T0).jsonPath().getString("leadId");
    // Nobody knows the lead yet, while nothing of it is folded.
    return topics.in(Topics.TIER_CHANGES, record -> record.key().equals(lead)).stream()
        .map(record -> read(record, TierChange.class))
        .toList();
  }

  public static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
    try {
      return ContractJson.read(record.value(), type);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    topics.close();
  }
}
