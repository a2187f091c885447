package dev.leadlight.scoring.rebuild.shell;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Shop;
import io.quarkus.redis.datasource.RedisDataSource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Leads from a real log in a real Redis, and what the API says of them. */
@SuppressWarnings("NullAway.Init")
abstract class LeadsFromTheLog {

  static final String WISH = "Product Added to Wishlist";

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  TopicRecords topics;
  final String user = "user:rb-" + UUID.randomUUID();
  private final Shop shop = Shop.withStarterCard();

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  static RequestSpecification caller() {
    return given().auth().oauth2("test-token");
  }

  final void happens(String signal, Instant when, String... who) {
    ShopperEvent event = shop.event(signal, when, Map.of(), who);
    ShopperEvent unique =
        new ShopperEvent(
            UUID.randomUUID().toString(),
            event.signal(),
            event.identities(),
            event.channel(),
            event.source(),
            when,
            when,
            null,
            event.properties(),
            event.page(),
            event.traits(),
            event.consent(),
            null,
            null);
    topics.publish(Topics.EVENTS, Shop.KEYS.keyOf(unique.identities().get(0)), unique);
  }

  static Response ask(String lead) {
    return caller().queryParam("at", after("P1D").toString()).get("/v1/leads/" + lead);
  }

  static void awaitScore(String lead, double score) {
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        ContractJson.mapper()
                            .readTree(ask(lead).then().statusCode(200).extract().asString())
                            .get("score")
                            .asDouble())
                    .isCloseTo(score, within(1e-9)));
  }
}
