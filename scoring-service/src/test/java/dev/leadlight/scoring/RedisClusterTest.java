package dev.leadlight.scoring;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.RedisCluster;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  private static final int PEOPLE = 40;

  Infrastructure infrastructure;
  RedisCluster cluster;
  @Inject MovableClock clock;
  @Inject RedisLeadStore store;
  private TopicRecords topics;

  /** An application of its own. */
  public static final class OnACluster implements QuarkusTestProfile {}

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void disconnect() {
    clock.ahead(Duration.ZERO);
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
      soon()
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

  /** The parts of the plan lie on all nodes; each claim works on two keys of one slot. */
  @Test
  void tellsInTimeWhatSilenceBringsToLeadsOnAllNodes() {
    // Given
    Shop shop = Shop.withStarterCard();
    Instant now = clock.instant();
    Set<String> leads = new HashSet<>();
    for (int i = 0; i < PEOPLE; i++) {
      String key = store.keys().keyOf(Identity.parse("user:sleeper-" + i).orElseThrow());
      leads.add(key);
      for (int cart = 4; cart > 0; cart--) {
        topics.send(
            Topics.EVENTS,
            key,
            shop.event("Product Added", now.minusSeconds(cart), "user:sleeper-" + i));
      }
    }
    topics.flush();
    soon().until(() -> changes(leads, "sales-ready") == PEOPLE);
    // When
    clock.ahead(Duration.ofDays(50));
    // Then
    soon().until(() -> changes(leads, "newsletter") == PEOPLE);
  }

  /** How many of those leads were told to have come into a tier. */
  private long changes(Set<String> leads, String tier) {
    return topics.in(Topics.TIER_CHANGES, record -> leads.contains(record.key())).stream()
        .map(
            record -> {
              try {
                return ContractJson.read(record.value(), TierChange.class);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .filter(change -> change.to().equals(tier))
        .map(TierChange::id)
        .distinct()
        .count();
  }
}
