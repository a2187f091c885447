package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.basic;
import static dev.leadlight.ingest.tracking.shell.Requests.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that SDKs load first. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class SettingsResourceTest {

  @Test
  void givesBrowserSdksTheirSettings() {
    given()
        .header("Origin", "https://shop.example")
        .get("/v1/projects/shop-key/settings")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "https://shop.example")
        .header("Cache-Control", containsString("max-age"))
        .body("integrations.size()", is(1))
        .body("integrations.'Segment.io'.apiKey", is("shop-key"))
        .body("integrations.'Segment.io'.apiHost", startsWith("localhost:"))
        .body("integrations.'Segment.io'.protocol", is("http"))
        .body("metrics.sampleRate", is(0));
    refused(given().get("/v1/projects/unknown/settings"), 404, "not-found");
  }

  @Test
  void noSharedCacheHandsOutWhatSomebodyElseHasNamedAsOurAddress() {
    given()
        .header("X-Forwarded-Host", "elsewhere.example")
        .get("/v1/projects/shop-key/settings")
        .then()
        .body("integrations.'Segment.io'.apiHost", startsWith("elsewhere.example"))
        .header("Cache-Control", startsWith("private"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sourceConfig", "/sourceConfig/"})
  void givesRudderStackItsSourceDocument(String path) {
    given()
        .queryParam("writeKey", "shop-key")
        .header("Authorization", basic("shop-key:"))
        .get(path)
        .then()
        .statusCode(200)
        .body("source.id", notNullValue())
        .body("source.enabled", is(true))
        .body("source.config", notNullValue())
        .body("source.destinations.size()", is(0));
    refused(given().queryParam("writeKey", "unknown").get(path), 401, "unauthorized");
  }
}
