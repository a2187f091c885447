package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.basic;
import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.gzip;
import static dev.leadlight.ingest.tracking.shell.Requests.plain;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What enters, by which path and in which form. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class TrackingResourceTest {

  private static final IdentityKeys KEYS = IdentityKeys.of("identity-secret-of-the-tests");

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  @ParameterizedTest
  @CsvSource({
    "/v1/track, product_added",
    "/v1/t, product_added",
    "/t, product_added",
    "/track, product_added",
    "/v1/track/, product_added",
    "/v1/identify, identified",
    "/v1/i, identified",
    "/v1/page, page_viewed",
    "/p, page_viewed",
    "/v1/screen, screen_viewed",
    "/s/, screen_viewed",
    "/v1/group, grouped",
    "/g, grouped",
    "/v1/alias, aliased",
    "/a, aliased",
    "/api/s/track, product_added",
    "/api/s/s2s/page, page_viewed"
  })
  void takesEachCallOnEachOfItsPaths(String path, String signal) {
    String body =
        """
        {"messageId":"%s","anonymousId":"a-%s","event":"Product Added","groupId":"g","previousId":"p"}
        """
            .formatted(id, id);

    taken(shop().body(body).post(path));

    assertThat(events())
        .singleElement()
        .satisfies(read -> assertThat(read.value().signal().name()).isEqualTo(signal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/batch",
        "/v1/b",
        "/batch",
        "/b",
        "/v1/import",
        "/v1/import/",
        "/beacon/v1/batch"
      })
  void takesABatchOnEachOfItsPaths(String path) {
    taken(shop().body(batch(track(id + "-1"), track(id + "-2"))).post(path));

    assertThat(events()).hasSize(2);
  }

  @Test
  void hidesThePersonBehindTheRecordsKey() {
    String body =
        """
        {"messageId":"%s","userId":"u-%s","anonymousId":"a","event":"Store Visited"}
        """
            .formatted(id, id);

    taken(given().header("X-Write-Key", "till-key").body(body).post("/v1/track"));

    assertThat(events())
        .singleElement()
        .satisfies(
            read -> {
              Identity user = new Identity(IdentityKind.USER, "u-" + id);
              assertThat(read.key()).isEqualTo(KEYS.keyOf(user));
              assertThat(read.value().strongestIdentity()).isEqualTo(user);
              assertThat(read.value().source()).isEqualTo("till");
              assertThat(read.value().channel()).isEqualTo(Channel.IN_STORE);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=UTF-8",
        "image/png",
        "multipart/form-data; boundary=x"
      })
  void readsTheBodyAsJsonWhateverItsContentTypeSays(String contentType) {
    taken(shop().contentType(contentType).body(track(id).getBytes(UTF_8)).post("/v1/track"));

    assertThat(events()).hasSize(1);
  }

  @Test
  void takesMessagesWithoutAContentType() {
    taken(
        plain()
            .noContentType()
            .headers("Authorization", basic("shop-key:"))
            .body(track(id).getBytes(UTF_8))
            .post("/v1/t"));

    assertThat(events()).hasSize(1);
  }

  @Test
  void readsCompressedBodies() throws IOException {
    taken(
        shop()
            .header("Content-Encoding", "gzip")
            .contentType("application/x-www-form-urlencoded")
            .body(gzip(batch(track(id)).getBytes(UTF_8)))
            .post("/v1/batch"));

    assertThat(events()).hasSize(1);
  }

  @Test
  void takesAMessageFromAnImagesAddress() {
    given()
        .queryParam("writeKey", "shop-key")
        .queryParam("messageId", id)
        .queryParam("anonymousId", "a-" + id)
        .queryParam("event", "Email Opened")
        .queryParam("properties.campaign_id", "spring")
        .get("/pixel/v1/track")
        .then()
        .statusCode(200)
        .contentType("image/gif");

    assertThat(events())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.value().signal().name()).isEqualTo("email_opened");
              assertThat(read.value().properties()).containsEntry("campaign_id", "spring");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/m", "/m", "/v1/m/"})
  void discardsAnSdksOwnCountersWithoutAskingForAKey(String path) {
    taken(given().contentType("text/plain").body("{\"series\":[]}").post(path));
  }

  @Test
  void countsHeadsWithoutKnowingThem() {
    String body = "{\"messageId\":\"%s\",\"event\":\"Footfall Counted\"}".formatted(id);

    taken(shop().body(body).post("/v1/track"));

    assertThat(TopicReader.footfall(infrastructure, id))
        .singleElement()
        .satisfies(read -> assertThat(read.key()).isEqualTo("shop"));
    assertThat(events()).isEmpty();
  }

  private List<TopicReader.Read<ShopperEvent>> events() {
    return TopicReader.events(infrastructure, id);
  }
}
