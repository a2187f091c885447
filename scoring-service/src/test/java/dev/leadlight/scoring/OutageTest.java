package dev.leadlight.scoring;

import static dev.leadlight.scoring.LiveShop.ask;
import static dev.leadlight.scoring.LiveShop.awaitScore;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import dev.leadlight.contracts.Topics;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.ServerKind;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "CONFIG SET maxmemory 1, CONFIG SET maxmemory 0", // full
    "REPLICAOF 127.0.0.1 1, REPLICAOF NO ONE" // another one took over
  })
  void whileRedisTakesNoWritesEventsWait(String begin, String end) {
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, T0, 10);
    execute("CONFIG RESETSTAT");
    execute(begin);
    try {
      live.publish(
          live.event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + live.user));
      soon().until(() -> execute("INFO errorstats").contains("errorstat_"));
    } finally {
      execute(end);
    }
    awaitScore("user:" + live.user, after("PT1M"), 20);
    assertThat(live.topics.in(Topics.EVENTS.deadLetters(Topics.SCORING), each -> true)).isEmpty();
  }

  private String execute(String command) {
    String[] words = command.split(" ", -1);
    return redis.execute(words[0], Arrays.copyOfRange(words, 1, words.length)).toString();
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
