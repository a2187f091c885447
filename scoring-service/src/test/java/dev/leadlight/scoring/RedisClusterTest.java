package dev.leadlight.scoring;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.RedisCluster;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads spread over the three nodes of a real Redis Cluster. */
@QuarkusTest
@TestProfile(RedisClusterTest.OnACluster.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"),
    restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisClusterResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class RedisClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PEOPLE = 40;

  Infrastructure infrastructure;
  RedisCluster cluster;
  private TopicRecords topics;

  /** An application of its own. */
  public static final class OnACluster implements QuarkusTestProfile {}

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void disconnect() {
    topics.close();
  }

  private static Response ask(String lead) {
    return given()
        .auth()
        .oauth2("test-token")
        .queryParam("at", after("PT1H").toString())
        .get("/v1/leads/" + lead);
  }

  /** Browses on two devices, then logs in on both: links, merges, wake-ups, watermarks. */
  @Test
  void scoresMergesAndPlansAsOnASingleRedis() throws IOException {
    // Given
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String user = "user:cluster-" + i;
      String phone = "anonymous:cluster-phone-" + i;
      String laptop = "anonymous:cluster-laptop-" + i;
      events.add(shop.event("Product Added", T0, phone));
      events.add(shop.event("Product Added", T0.plusSeconds(60), laptop));
      events.add(shop.event("Product Added to Wishlist", T0.plusSeconds(90), laptop));
      events.add(shop.event("Identified", T0.plusSeconds(120), user, phone));
      events.add(shop.event("Identified", T0.plusSeconds(180), user, laptop));
    }
    shop.at(after("PT1H"));
    // When
    for (ShopperEvent event : events) {
      shop.send(event);
      topics.send(Topics.EVENTS, Shop.KEYS.keyOf(event.identities().get(0)), event);
    }
    topics.flush();
    // Then
    for (int i = 0; i < PEOPLE; i++) {
      String user = "user:cluster-" + i;
      double expected = shop.ask(user, after("PT1H")).score();
      assertThat(expected).isGreaterThan(50);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Response answer = ask(user);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.jsonPath().getDouble("score")).isCloseTo(expected, within(1e-3));
              });
      assertThat(ask("anonymous:cluster-phone-" + i).jsonPath().getString("leadId"))
          .isEqualTo(ask(user).jsonPath().getString("leadId"));
    }
    assertThat(cluster.keyCounts()).allSatisfy(count -> assertThat(count).isGreaterThan(PEOPLE));
    assertThat(given().auth().oauth2("test-token").get("/v1/leads").then().extract().statusCode())
        .isEqualTo(200);
  }
}
