package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.plain;
import static dev.leadlight.ingest.tracking.shell.Requests.refused;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who sends more than it may learns when to go on, and others do not notice. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class LimitTest {

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  @Test
  void aBatchEntersAsAWholeAndThenNothingUntilTheBucketFills() {
    // A bucket of 5 that fills by one in 100 s: three are left after two, a batch of four borrows.
    taken(plain().header("X-Write-Key", "slow-key").body(track(id + "-1")).post("/v1/track"));
    taken(plain().queryParam("writeKey", "slow-key").body(track(id + "-2")).post("/v1/track"));
    String four = batch(track(id + "-3"), track(id + "-4"), track(id + "-5"), track(id + "-6"));
    taken(plain().header("X-Write-Key", "slow-key").body(four).post("/v1/batch"));

    refused(
            plain()
                .header("X-Write-Key", "slow-key")
                .header("Origin", "https://shop.example")
                .body("not even read")
                .post("/v1/batch"),
            429,
            "too-many-requests")
        .header("Retry-After", matchesPattern("1[0-9][0-9]|200"))
        .header("Access-Control-Allow-Origin", "https://shop.example")
        .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    String own = "{\"writeKey\":\"slow-key\"," + track(id + "-7").substring(1);
    refused(plain().body(own).post("/v1/track"), 429, "too-many-requests")
        .header("Retry-After", matchesPattern("1[0-9][0-9]|200"));
    refused(given().get("/pixel/v1/page?writeKey=slow-key&userId=u"), 429, "too-many-requests");

    taken(shop().body(track(id + "-8")).post("/v1/track"));
    assertThat(TopicReader.events(infrastructure, id)).hasSize(7);
    assertThat(given().get("/q/metrics").asString())
        .containsPattern("leadlight_ingest_refused_total\\{.*reason=\"rate\",source=\"slow\"} 3");
  }

  @Test
  void aFloodOfASourceThatNobodyHasThoughtOfIsRefusedWhileOthersPass() {
    // The default is 500 a second. Each of these is 2,000, so that the next one comes too early.
    String many = batch(Collections.nCopies(2_000, track(id)).toArray(String[]::new));
    Response flood = newShop().body(many).post("/v1/batch");
    for (int i = 0; flood.statusCode() == 200 && i < 100; i++) {
      flood = newShop().body(many).post("/v1/batch");
      taken(other().body(track(id + "-" + i)).post("/v1/track"));
    }

    refused(flood, 429, "too-many-requests").header("Retry-After", matchesPattern("[1-9]"));
    taken(other().body(track(id)).post("/v1/track"));
  }

  private static RequestSpecification newShop() {
    return plain().header("X-Write-Key", "new-key");
  }

  private static RequestSpecification other() {
    return plain().header("X-Write-Key", "java-key");
  }
}
