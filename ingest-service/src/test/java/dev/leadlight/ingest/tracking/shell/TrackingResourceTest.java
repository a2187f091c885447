package dev.leadlight.ingest.tracking.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class TrackingResourceTest {

  private static final IdentityKeys KEYS = IdentityKeys.of("identity-secret-of-the-tests");

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  // ---- what enters

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
    taken(shop().body(batch(track(id), track(id))).post(path));

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

    assertThat(events())
        .singleElement()
        .satisfies(read -> assertThat(read.key()).isEqualTo("shop"));
  }

  // ---- whose key

  @Test
  void acceptsTheKeyFromEachPlace() {
    String basic = basic("shop-key:");
    String withoutColon = basic("shop-key");
    taken(plain().header("Authorization", basic).body(track(id)).post("/v1/track"));
    taken(plain().header("Authorization", withoutColon).body(track(id)).post("/v1/track"));
    taken(plain().header("X-Write-Key", "shop-key-before").body(track(id)).post("/v1/track"));
    taken(plain().header("X-Write-Key", "shop-key:secret").body(track(id)).post("/v1/track"));
    taken(plain().queryParam("writeKey", "shop-key").body(track(id)).post("/v1/track"));
    String own = "{\"writeKey\":\"shop-key\"," + track(id).substring(1);
    taken(plain().body(own).post("/v1/track"));
    taken(plain().body(batch(own)).post("/v1/batch"));
    taken(
        plain()
            .body("{\"batch\":[" + track(id) + "],\"writeKey\":\"shop-key\"}")
            .post("/v1/import/"));
    taken(plain().header("Authorization", "Bearer token").body(own).post("/v1/track"));

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

  // ---- what does not enter

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "42",
        "\"text\"",
        "{\"batch\":[]} {}",
        "{\"event\":NaN}",
        "{'event':'x'}",
        "event=Product+Added",
        "{\"event\":\"\u0001\"}"
      })
  void refusesBodiesThatAreNotOneJsonObject(String body) {
    for (String path : List.of("/v1/track", "/v1/batch")) {
      refused(shop().body(body.getBytes(UTF_8)).post(path), 400, "malformed-json");
    }
    aliveAfterwards();
  }

  @Test
  void refusesBadUtf8AndOtherEncodings() {
    byte[] body = track(id).getBytes(UTF_8);
    body[body.length - 4] = (byte) 0xC3;
    refused(shop().body(body).post("/v1/track"), 400, "malformed-json");
    byte[] wide = track(id).getBytes(java.nio.charset.StandardCharsets.UTF_16);
    refused(shop().body(wide).post("/v1/track"), 400, "malformed-json");
    aliveAfterwards();
  }

  @Test
  void refusesNestingWithoutEnd() {
    String deep = "[".repeat(100_000);
    refused(shop().body("{\"properties\":" + deep).post("/v1/track"), 400, "malformed-json");
    aliveAfterwards();
  }

  @Test
  void refusesABatchWithoutAList() {
    refused(shop().body("{\"batch\":{}}").post("/v1/batch"), 400, "invalid-request")
        .body("errors[0].pointer", equalTo("/batch"));
    refused(shop().body("{}").post("/v1/batch"), 400, "invalid-request");
    taken(shop().body("{\"batch\":[]}").post("/v1/batch"));
  }

  @Test
  void refusesLargeRequestsAndCompressedBombs() throws IOException {
    String large = batch(track(id, "x".repeat(600_000)));
    refused(shop().body(large).post("/v1/batch"), 413, "payload-too-large");
    byte[] bomb = gzip(new byte[50_000_000]);
    refused(
        shop().header("Content-Encoding", "gzip").body(bomb).post("/v1/batch"),
        413,
        "payload-too-large");
    aliveAfterwards();
  }

  @Test
  void refusesWhatIsNotCompressedAsItSays() {
    refused(
        shop().header("Content-Encoding", "gzip").body(track(id).getBytes(UTF_8)).post("/v1/track"),
        400,
        "malformed-json");
    refused(
        shop().header("Content-Encoding", "br").body(track(id).getBytes(UTF_8)).post("/v1/track"),
        415,
        "unsupported-media-type");
    aliveAfterwards();
  }

  @Test
  void refusesUnknownRoutes() {
    refused(shop().body("{}").post("/v1/unknown"), 404, "not-found");
    refused(shop().body("{}").post("/nowhere/at/all"), 404, "not-found");
    refused(given().get("/analytics.js/v1/shop-key/analytics.min.js"), 404, "not-found");
    refused(given().get("/v1/track"), 405, "method-not-allowed");
  }

  @Test
  void tellsWhoSendsOneUnusableMessageAndKeepsIt() {
    String nameless = "{\"messageId\":\"%s\",\"anonymousId\":\"a\"}".formatted(id);
    refused(shop().body(nameless).post("/v1/track"), 400, "invalid-request")
        .body("errors[0].pointer", equalTo("/event"));

    String nobody = "{\"messageId\":\"%s\",\"event\":\"x\",\"userId\":\"undefined\"}".formatted(id);
    refused(shop().body(nobody).post("/v1/track"), 400, "invalid-request");

    String tooLarge = track(id, "x".repeat(33 * 1024));
    refused(shop().body(tooLarge).post("/v1/track"), 413, "payload-too-large");

    assertThat(rejections())
        .extracting(read -> read.value().reason())
        .containsExactlyInAnyOrder("missing_event", "missing_identity", "message_too_large");
    assertThat(rejections()).allSatisfy(read -> assertThat(read.key()).isEqualTo("shop"));
    assertThat(events()).isEmpty();
  }

  @Test
  void oneBadMessageDoesNotSinkTheOthersOfItsBatch() {
    String unknown = "{\"type\":\"merge\",\"messageId\":\"%s\",\"userId\":\"u\"}".formatted(id);
    String halfPair = track(id, "\\ud800");
    String deep = track(id).replace("{}", "[".repeat(40) + "]".repeat(40));
    String huge = track(id).replace("{}", "{\"n\":1e999999999}");

    taken(
        shop()
            .body(
                batch(
                    track(id),
                    unknown,
                    "\"" + id + "\"",
                    halfPair,
                    deep,
                    huge,
                    track(id, "x".repeat(40_000)),
                    track(id)))
            .post("/v1/batch"));

    assertThat(events()).hasSize(2);
    assertThat(rejections())
        .extracting(read -> read.value().reason())
        .containsExactlyInAnyOrder(
            "unknown_type",
            "not_an_object",
            "unreadable_text",
            "nested_too_deeply",
            "number_out_of_range",
            "message_too_large");
    assertThat(rejections())
        .anySatisfy(
            read -> {
              assertThat(read.value().body()).isEqualTo(unknown);
              assertThat(read.value().endpoint()).isEqualTo("/v1/batch");
              assertThat(read.value().pointer()).isEqualTo("/type");
            });
  }

  @Test
  void aSmallBatchCannotBecomeAHugeOne() {
    String context = "{\"traits\":{\"note\":\"" + "x".repeat(30_000) + "\"}}";
    String many = String.join(",", java.util.Collections.nCopies(1_000, track(id)));
    String body = "{\"context\":" + context + ",\"batch\":[" + many + "]}";

    refused(shop().body(body).post("/v1/batch"), 413, "payload-too-large");
  }

  @Test
  void toleratesRepeatedKeysAndOddTypes() {
    String odd =
        """
        {"messageId":"%s","event":"x","event":"Product Added","anonymousId":7,"userId":null,
         "properties":"none","context":[],"traits":3,"timestamp":{},"sentAt":"soon","integrations":7}
        """
            .formatted(id);

    taken(shop().body(odd).post("/v1/track"));

    assertThat(events())
        .singleElement()
        .satisfies(read -> assertThat(read.value().signal().name()).isEqualTo("product_added"));
  }

  // ---- other origins

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

  // ---- what SDKs load first

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

  @Test
  void countsWhatItReceives() {
    taken(shop().body(batch(track(id), "7")).post("/v1/batch"));

    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .containsPattern("leadlight_ingest_received_total\\{.*source=\"shop\".*} [1-9]")
        .containsPattern("leadlight_ingest_events_total\\{.*outcome=\"accepted\".*} [1-9]")
        .containsPattern("leadlight_ingest_events_total\\{.*reason=\"not_an_object\".*} [1-9]");
  }

  // ---- tools

  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("multipart/form-data", ContentType.BINARY)
                        .encodeContentTypeAs(
                            "application/x-www-form-urlencoded", ContentType.BINARY)))
        .contentType("application/json");
  }

  private static RequestSpecification shop() {
    return plain().header("Authorization", basic("shop-key:"));
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  private static String track(String messageId) {
    return track(messageId, null);
  }

  private static String track(String messageId, @Nullable String note) {
    String properties = note == null ? "{}" : "{\"note\":\"" + note + "\"}";
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s\",\"anonymousId\":\"a-%s\",\"properties\":%s}"
        .formatted(messageId, messageId, properties);
  }

  private static String batch(String... messages) {
    return "{\"batch\":[" + String.join(",", messages) + "]}";
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static void taken(io.restassured.response.Response answer) {
    answer.then().statusCode(200).body("success", is(true));
  }

  private static ValidatableResponse refused(
      io.restassured.response.Response answer, int status, String code) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", is(status))
        .body("code", equalTo(code))
        .body("message", not(equalTo("")));
  }

  private void aliveAfterwards() {
    taken(shop().body(track("alive-" + id)).post("/v1/track"));
  }

  private List<TopicReader.Read<ShopperEvent>> events() {
    return TopicReader.read(
        infrastructure.kafkaBootstrapServers(),
        Topics.EVENTS,
        ShopperEvent.class,
        event -> event.id().equals(id));
  }

  private List<TopicReader.Read<RejectedEvent>> rejections() {
    return TopicReader.read(
        infrastructure.kafkaBootstrapServers(),
        Topics.EVENTS_REJECTED,
        RejectedEvent.class,
        rejected -> rejected.body().contains(id));
  }
}
