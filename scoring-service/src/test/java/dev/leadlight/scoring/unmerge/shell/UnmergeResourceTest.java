package dev.leadlight.scoring.unmerge.shell;

import static dev.leadlight.scoring.LiveShop.ask;
import static dev.leadlight.scoring.LiveShop.awaitScore;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.LiveShop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrong links are undone over HTTP, by way of the event log. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class UnmergeResourceTest {

  Infrastructure infrastructure;
  private LiveShop live;

  @BeforeEach
  void connect() {
    live = new LiveShop(infrastructure);
  }

  @AfterEach
  void disconnect() {
    live.close();
  }

  private static Response unmerge(String lead, Object body) {
    return given()
        .auth()
        .oauth2("test-token")
        .contentType("application/json")
        .body(body)
        .post("/v1/leads/" + lead + "/unmerge");
  }

  private static Map<String, Object> leaving(String... identities) {
    return Map.of("identities", List.of(identities));
  }

  @Test
  void aWrongLinkIsUndone() {
    String browser = "anonymous:a-" + live.user;
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), browser));
    ShopperEvent link =
        live.event(
            "Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + live.user, browser);
    live.publish(link);
    awaitScore(browser, after("PT2M"), 20);
    String lead = ask("user:" + live.user, T0).path("leadId");
    for (int i = 0; i < 2; i++) {
      unmerge("user:" + live.user, leaving(browser))
          .then()
          .statusCode(200)
          .body("lead.leadId", equalTo(lead))
          .body("lead.identities", equalTo(List.of("user:" + live.user)))
          .body("separated.identities", equalTo(List.of(browser)));
    }
    live.publish(link);
    live.publish(live.event("Product Added to Wishlist", after("PT2M"), Map.of(), browser));
    awaitScore(browser, after("PT3M"), 20);
    awaitScore("user:" + live.user, after("PT3M"), 10);
    assertThat(
            live.topics.in(
                Topics.SNAPSHOTS,
                record ->
                    lead.equals(
                        text(LiveShop.read(record, FeatureSnapshot.class).separatedFrom()))))
        .isNotEmpty();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  @Test
  void refusesPartingsThatMakeNoSense() {
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, T0, 10);
    given()
        .contentType("application/json")
        .body(leaving("user:x"))
        .post("/v1/leads/user:x/unmerge")
        .then()
        .statusCode(401);
    unmerge("user:nobody-" + live.user, leaving("user:x")).then().statusCode(404);
    unmerge("shoe:size", leaving("user:x")).then().statusCode(400);
    unmerge("user:" + live.user, leaving("anonymous:x"))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors[0].pointer", equalTo("/identities/0"));
    unmerge("user:" + live.user, leaving("user:" + live.user))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/identities"));
    unmerge("user:" + live.user, leaving("user:" + live.user, "size"))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/identities/1"));
    unmerge("user:" + live.user, Map.of())
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/identities"));
  }
}
