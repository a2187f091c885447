package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.plain;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pages of other origins may ask, and read refusals. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class OtherOriginTest {

  private final String id = UUID.randomUUID().toString();

  @Test
  void answersPreflightsWithWhatTheyAskFor() {
    given()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,x-retry-count,anonymousid")
        .options("/v1/t")
        .then()
        .statusCode(is(200))
        .header("Access-Control-Allow-Origin", "https://shop.example")
        .header("Access-Control-Allow-Headers", containsString("authorization"))
        .header("Access-Control-Allow-Headers", containsString("anonymousid"))
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Max-Age", "86400");
  }

  @Test
  void pagesMayAskInEveryWayThereIs() {
    for (String method : List.of("PUT", "PATCH", "DELETE", "HEAD")) {
      given()
          .header("Origin", "https://shop.example")
          .request(method, "/v1/imports/none")
          .then()
          .statusCode(not(403))
          .header("Access-Control-Allow-Origin", "https://shop.example");
    }
  }

  @Test
  void refusalsCanBeReadByPagesOfOtherOrigins() {
    plain()
        .header("Origin", "https://shop.example")
        .body(track(id))
        .post("/v1/track")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", "https://shop.example")
        .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    shop()
        .header("Origin", "https://shop.example")
        .body("x".repeat(600_000))
        .post("/v1/track")
        .then()
        .statusCode(413)
        .header("Access-Control-Allow-Origin", "https://shop.example");
  }
}
