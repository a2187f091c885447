package dev.leadlight.ingest.tracking.shell;

import static dev.leadlight.ingest.tracking.shell.Requests.batch;
import static dev.leadlight.ingest.tracking.shell.Requests.gzip;
import static dev.leadlight.ingest.tracking.shell.Requests.refused;
import static dev.leadlight.ingest.tracking.shell.Requests.shop;
import static dev.leadlight.ingest.tracking.shell.Requests.taken;
import static dev.leadlight.ingest.tracking.shell.Requests.track;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What does not enter, and what its sender is told. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class RefusedRequestTest {

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

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
    String abyss = track(id).replace("{}", "[".repeat(600) + "]".repeat(600));

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
                    abyss,
                    track(id, "x".repeat(40_000)),
                    track(id + "-2")))
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
            "beyond_limits",
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

  private void aliveAfterwards() {
    taken(shop().body(track("alive-" + id)).post("/v1/track"));
  }

  private List<TopicReader.Read<ShopperEvent>> events() {
    return TopicReader.events(infrastructure, id);
  }

  private List<TopicReader.Read<RejectedEvent>> rejections() {
    return TopicReader.rejections(infrastructure, id);
  }
}
