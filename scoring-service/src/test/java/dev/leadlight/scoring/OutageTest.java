package dev.leadlight.scoring;

import static dev.leadlight.scoring.LiveShop.ask;
import static dev.leadlight.scoring.LiveShop.awaitScore;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.ServerKind;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events and questions while servers are away, or come back empty. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class OutageTest {

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  private LiveShop live;

  @BeforeEach
  void connect() {
    live = new LiveShop(infrastructure);
  }

  @AfterEach
  void everythingRunsAgain() {
    infrastructure.server(ServerKind.REDIS).start();
    live.close();
  }

  @Test
  void whileRedisIsAwayHttpSaysTryAgainAndNoEventIsLost() {
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, T0, 10);
    infrastructure.server(ServerKind.REDIS).kill();
    live.publish(
        live.event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + live.user));
    soon()
        .untilAsserted(
            () ->
                ask("user:" + live.user, T0)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue()));
    soon().until(() -> given().get("/q/health/ready").statusCode() == 503);
    infrastructure.server(ServerKind.REDIS).start();
    awaitScore("user:" + live.user, after("PT1M"), 20);
    soon().until(() -> given().get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void aRedisThatComesBackEmptyIsFilledAgainFromTheEventLog() {
    for (int i = 0; i < 3; i++) {
      live.publish(
          live.event(
              "Product Added to Wishlist", T0.plusSeconds(i), Map.of(), "user:" + live.user));
    }
    awaitScore("user:" + live.user, after("PT1M"), 30);
    redis.flushall();
    live.publish(
        live.event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, after("PT1M"), 40);
  }
}
