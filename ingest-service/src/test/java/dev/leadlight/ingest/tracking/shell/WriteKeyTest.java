package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.basic;
import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.plain;
import static dev.leadlight.ingest.tracking.shell.Requests.refused;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose key it is, wherever an SDK puts it. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class WriteKeyTest {

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  @Test
  void acceptsTheKeyFromEachPlace() {
    String basic = basic("shop-key:");
    String withoutColon = basic("shop-key");
    taken(plain().header("Authorization", basic).body(track(id + "-1")).post("/v1/track"));
    taken(plain().header("Authorization", withoutColon).body(track(id + "-2")).post("/v1/track"));
    taken(
        plain().header("X-Write-Key", "shop-key-before").body(track(id + "-3")).post("/v1/track"));
    taken(
        plain().header("X-Write-Key", "shop-key:secret").body(track(id + "-4")).post("/v1/track"));
    taken(plain().queryParam("writeKey", "shop-key").body(track(id + "-5")).post("/v1/track"));
    taken(plain().body(withKey(id + "-own-6")).post("/v1/track"));
    taken(plain().body(batch(withKey(id + "-own-7"))).post("/v1/batch"));
    taken(
        plain()
            .body("{\"batch\":[" + track(id + "-7") + "],\"writeKey\":\"shop-key\"}")
            .post("/v1/import/"));
    taken(
        plain()
            .header("Authorization", "Bearer token")
            .body(withKey(id + "-own-9"))
            .post("/v1/track"));

    assertThat(events()).hasSize(9);
  }

  @Test
  void theHeadersKeyWinsOverTheBodys() {
    String masked = "{\"writeKey\":\"shop-key:***\"," + track(id).substring(1);

    taken(plain().header("X-Write-Key", "till-key").body(masked).post("/api/s/track"));

    assertThat(events())
        .singleElement()
        .satisfies(read -> assertThat(read.value().source()).isEqualTo("till"));
  }

  @Test
  void refusesUnknownAndMissingKeys() {
    refused(
        plain().header("X-Write-Key", "wrong").body(track(id)).post("/v1/track"),
        401,
        "unauthorized");
    refused(
        plain().header("Authorization", basic("wrong:")).body("{").post("/v1/track"),
        401,
        "unauthorized");
    refused(plain().body(track(id)).post("/v1/track"), 401, "unauthorized");
    refused(plain().body(batch(track(id))).post("/v1/batch"), 401, "unauthorized");
    refused(given().get("/pixel/v1/page?userId=u1"), 401, "unauthorized");

    assertThat(events()).isEmpty();
  }

  @Test
  void refusesPagesOfOriginsThatASourceDoesNotName() {
    RequestSpecification closed = plain().header("X-Write-Key", "closed-key").body(track(id));

    refused(
        closed.header("Origin", "https://elsewhere.example").post("/v1/track"), 403, "forbidden");
    taken(
        plain()
            .header("X-Write-Key", "closed-key")
            .header("Origin", "https://shop.example")
            .body(track(id))
            .post("/v1/track"));

    assertThat(events()).hasSize(1);
  }

  private static String withKey(String messageId) {
    return "{\"writeKey\":\"shop-key\"," + track(messageId).substring(1);
  }

  private List<TopicReader.Read<ShopperEvent>> events() {
    return TopicReader.events(infrastructure, id);
  }
}
