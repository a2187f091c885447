package dev.leadlight.scoring.answer.shell;

import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a publishable key opens, and what it does not. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class TierResourceTest {

  private static final String SHOP = "https://shop.example";

  Infrastructure infrastructure;
  private final String visitor = "a-" + UUID.randomUUID();
  private final Instant firstCart = Instant.now().minusSeconds(60);

  @BeforeEach
  void aVisitorPutsTwoThingsIntoTheCart() {
    try (TopicRecords topics = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      for (int i = 0; i < 2; i++) {
        ShopperEvent event =
            Shop.withStarterCard()
                .event(
                    "Product Added",
                    firstCart.plusSeconds(i),
                    "anonymous:" + visitor,
                    "user:" + visitor);
        topics.publish(Topics.EVENTS, visitor, Events.withId(event));
      }
    }
    soon().untilAsserted(() -> ask("open-key").then().body("tier", equalTo("nurture")));
  }

  @Test
  void tellsTheTierSinceWhenAndTheSegmentsAndNothingElse() {
    List<String> segments =
        given()
            .auth()
            .oauth2("test-token")
            .get("/v1/leads/anonymous:" + visitor)
            .jsonPath()
            .getList("segments");
    ask("open-key")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", containsString("max-age=1"))
        .header("Cache-Control", containsString("private"))
        .body("$", aMapWithSize(3))
        .body("segments", equalTo(segments))
        .body("since", containsString(firstCart.plusSeconds(1).toString().substring(0, 19)));
    ask("open-key-before").then().statusCode(200);
    ask("till-key").then().statusCode(200);
  }

  @Test
  void pagesOfTheirOriginsMayReadItWithoutAPreflight() {
    from(SHOP, "till-key").then().statusCode(200).header("Access-Control-Allow-Origin", SHOP);
    from("https://any.example", "open-key")
        .then()
        .header("Access-Control-Allow-Origin", "https://any.example")
        .header("Vary", containsString("rigin"));
    from("https://any.example", "till-key")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue())
        .contentType("application/problem+json");
  }

  @Test
  void saysThatNothingHasChanged() {
    String tag = ask("open-key").header("ETag");
    assertThat(tag).startsWith("\"");

    with("open-key")
        .header("If-None-Match", tag)
        .get("/v1/leads/anonymous:" + visitor + "/tier")
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "test-token", "OPEN-KEY"})
  void refusesOtherKeys(String key) {
    ask(key)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("tier", nullValue());
  }

  @Test
  void refusesWhoSendsNoKey() {
    given().get("/v1/leads/anonymous:" + visitor + "/tier").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:", "email:x@", "device:", "crm:", "loyalty:"})
  void opensAnonymousIdsOnly(String kind) {
    with("open-key")
        .get("/v1/leads/" + kind + visitor + "/tier")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  @Test
  void saysWhenAnIdIsNoneOrUnknown() {
    with("open-key").get("/v1/leads/undefined/tier").then().statusCode(400);
    with("open-key").get("/v1/leads/anonymous:null/tier").then().statusCode(400);
    with("open-key").get("/v1/leads/lead:0123456789abcdef/tier").then().statusCode(400);
    with("open-key")
        .header("Origin", SHOP)
        .get("/v1/leads/anonymous:nobody-" + visitor + "/tier")
        .then()
        .statusCode(404)
        .header("Access-Control-Allow-Origin", SHOP)
        .contentType("application/problem+json");
  }

  @Test
  void whatOperatorsMayReadStaysClosed() {
    with("open-key").get("/v1/leads/anonymous:" + visitor).then().statusCode(401);
    given().auth().oauth2("open-key").get("/v1/leads/anonymous:" + visitor).then().statusCode(401);
    given()
        .auth()
        .oauth2("test-token")
        .header("Origin", SHOP)
        .get("/v1/leads/anonymous:" + visitor)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", nullValue())
        .body("contributions", notNullValue());
  }

  private Response ask(String key) {
    return with(key).get("/v1/leads/anonymous:" + visitor + "/tier");
  }

  private Response from(String origin, String key) {
    return with(key).header("Origin", origin).get("/v1/leads/anonymous:" + visitor + "/tier");
  }

  private static RequestSpecification with(String key) {
    return given().queryParam("key", key);
  }
}
