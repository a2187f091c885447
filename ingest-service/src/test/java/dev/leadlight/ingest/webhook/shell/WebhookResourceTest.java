package dev.leadlight.ingest.webhook.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks from the vendor's request to the topics. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class WebhookResourceTest {

  private static final String SHOPIFY = "leadlight-shopify-secret";
  private static final String ANY = "leadlight-test-key-0123456789";
  private static final List<String> SECRETS =
      List.of(
          SHOPIFY,
          "shopify-secret-after",
          "leadlight-square-key",
          "leadlight-secret",
          ANY,
          Base64.getEncoder().encodeToString(ANY.getBytes(UTF_8)));

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  // ---- what enters

  @Test
  void anOrderBecomesAnEvent() {
    taken(shopify(order()).post("/v1/webhooks/hooks-shopify"));

    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.signal().name()).isEqualTo("order_completed");
              assertThat(event.source()).isEqualTo("hooks-shopify");
              assertThat(event.value()).isEqualByComparingTo("129.90");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {SHOPIFY, "shopify-secret-after"})
  void bothSecretsHoldWhileTheyAreRotated(String secret) {
    taken(shopify(order(), secret).post("/v1/webhooks/hooks-shopify"));

    assertThat(events()).hasSize(1);
  }

  @Test
  void aSecretMayStandInAFile() {
    String body =
        """
        {"type":"payment.updated","event_id":"e","data":{"object":{"payment":{"id":"%s",
         "status":"COMPLETED","customer_id":"c","amount_money":{"amount":12900,"currency":"EUR"}}}}}
        """
            .formatted(id);
    byte[] mac =
        Signatures.mac(
            Hash.SHA256,
            "leadlight-square-key".getBytes(UTF_8),
            Signatures.piece("https://leadlight.example/hooks/square" + body));

    taken(
        json(body)
            .header("x-square-hmacsha256-signature", Base64.getEncoder().encodeToString(mac))
            .post("/v1/webhooks/hooks-square"));

    assertThat(events()).singleElement().satisfies(e -> assertThat(e.value()).isEqualTo("129.00"));
  }

  @Test
  void aReplayIsWrittenOnce() {
    taken(shopify(order()).post("/v1/webhooks/hooks-shopify"));
    taken(shopify(order()).post("/v1/webhooks/hooks-shopify"));
    taken(shopify(order()).header("X-Shopify-Webhook-Id", id).post("/v1/webhooks/hooks-shopify"));

    assertThat(events())
        .singleElement()
        .satisfies(event -> assertThat(event.id()).isEqualTo("shopify:order:" + id + ":completed"));
  }

  @Test
  void ofALargeOrderWhatWeNeedIsTaken() {
    String line =
        "{\"title\":\""
            + "Trail Shoe\",\"tax_lines\":\""
            + "x".repeat(10_000)
            + "\",\"price\":\"1.00\"}";
    String lines = String.join(",", Collections.nCopies(150, line));
    String body = order().replaceFirst("\\{", "{\"line_items\":[" + lines + "],");

    taken(shopify(body).post("/v1/webhooks/hooks-shopify"));

    assertThat(events()).hasSize(1);
  }

  @Test
  void whatIsTooLargeForKafkaIsPutAside() {
    String body = order().replace("web", "x".repeat(500_000));

    taken(shopify(body).post("/v1/webhooks/hooks-shopify"));

    assertThat(rejections()).extracting(RejectedEvent::reason).containsExactly("message_too_large");
  }

  @Test
  void whatWeDoNotCareAboutIsAnswered200() {
    taken(
        shopify("{\"id\":1,\"title\":\"" + id + "\"}", SHOPIFY, "products/update")
            .post("/v1/webhooks/hooks-shopify"));

    assertThat(events()).isEmpty();
    assertThat(rejections()).isEmpty();
  }

  // ---- what does not

  @Test
  void oneFlippedBitIsRefused() {
    String body = order();
    String forged = body.replace("129.90", "129.91");

    refused(
        json(forged)
            .header("X-Shopify-Topic", "orders/paid")
            .header("X-Shopify-Hmac-Sha256", signature(SHOPIFY, body))
            .post("/v1/webhooks/hooks-shopify"),
        401);
    refused(json(body).post("/v1/webhooks/hooks-shopify"), 401);

    assertThat(events()).isEmpty();
    assertThat(rejections()).isEmpty();
    assertThat(given().get("/q/metrics").asString())
        .containsPattern(
            "leadlight_ingest_webhooks_refused_total\\{.*reason=\"forged\".*source=\"hooks-shopify\".*} [1-9]");
  }

  @Test
  void aStaleSignatureIsRefused() {
    taken(standard(Instant.now()).post("/v1/webhooks/hooks-any"));
    refused(standard(Instant.now().minusSeconds(310)).post("/v1/webhooks/hooks-any"), 401);
    refused(standard(Instant.now().plusSeconds(310)).post("/v1/webhooks/hooks-any"), 401);

    assertThat(events()).hasSize(1);
  }

  @Test
  void halfABatchOfSegmentIsNotTrusted() {
    String first = "{\"type\":\"track\",\"event\":\"X\",\"userId\":\"u\",\"messageId\":\"%s\"}";
    String body = "[" + first.formatted(id) + "," + first.formatted("forged-" + id) + "]";
    byte[] mac =
        Signatures.mac(
            Hash.SHA1, "leadlight-secret".getBytes(UTF_8), Signatures.piece(first.formatted(id)));

    refused(
        json(body)
            .header("X-Signature", HexFormat.of().formatHex(mac))
            .post("/v1/webhooks/hooks-segment"),
        403);

    assertThat(events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "shop", "hooks-shopify/more"})
  void unknownSourcesAndThoseWithoutWebhooksAreNotFound(String source) {
    json("{}").post("/v1/webhooks/" + source).then().statusCode(404);
    given().get("/v1/webhooks/" + source).then().statusCode(404);
  }

  @Test
  void unreadableBodiesOfTheVendorAreTold() {
    for (String body : List.of("{", "{} {}", "no JSON", "{\"a\":\"\u0001\"}")) {
      refused(shopify(body).post("/v1/webhooks/hooks-shopify"), 400);
    }
  }

  @Test
  void otherMethodsAreNotOffered() {
    refused(given().get("/v1/webhooks/hooks-shopify"), 405);
  }

  @Test
  void tooLargeBodiesAreRefused() {
    refused(shopify("x".repeat(2_200_000)).post("/v1/webhooks/hooks-shopify"), 413);
  }

  @Test
  void anErasureIsNotLost() {
    String body = "{\"customer\":{\"id\":1,\"email\":\"%s@example.com\"}}".formatted(id);

    taken(shopify(body, SHOPIFY, "customers/redact").post("/v1/webhooks/hooks-shopify"));

    assertThat(rejections())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("erasure_requested");
              assertThat(rejected.endpoint()).isEqualTo("/v1/webhooks/hooks-shopify");
              assertThat(rejected.body()).isEqualTo(body);
            });
  }

  @Test
  void oneBadMessageDoesNotSinkTheOthers() {
    String body =
        "[{\"type\":\"guest.arrived\",\"guest\":\"u-%s\"},{\"guest\":\"%s\"},{\"type\":\"guest.arrived\",\"guest\":\"v-%s\"}]"
            .formatted(id, id, id);

    taken(standard(Instant.now(), body).post("/v1/webhooks/hooks-any"));

    assertThat(events()).hasSize(2);
    assertThat(rejections()).extracting(RejectedEvent::reason).containsExactly("missing_event");
  }

  @Test
  void neitherSecretsNorPeopleReachTheLog() {
    try (LogLines log = LogLines.record()) {
      taken(shopify(order()).post("/v1/webhooks/hooks-shopify"));
      refused(json(order()).post("/v1/webhooks/hooks-shopify"), 401);
      refused(shopify(order(), "wrong").post("/v1/webhooks/hooks-shopify"), 401);
      refused(shopify("{").post("/v1/webhooks/hooks-shopify"), 400);
      Logger.getLogger("dev.leadlight").fine("recording");
      refused(standard(Instant.EPOCH).post("/v1/webhooks/hooks-any"), 401);

      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains("recording"))
          .allSatisfy(
              line ->
                  assertThat(line)
                      .doesNotContain(SECRETS)
                      .doesNotContain("ada-" + id, "whsec_", signature(SHOPIFY, order())));
    }
  }

  // ---- tools

  private String order() {
    return "{\"id\":\"%s\",\"email\":\"ada-%s@example.com\",\"financial_status\":\"paid\",\"total_price\":\"129.90\",\"currency\":\"EUR\",\"source_name\":\"web\"}"
        .formatted(id, id);
  }

  private static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body.getBytes(UTF_8));
  }

  private static RequestSpecification shopify(String body) {
    return shopify(body, SHOPIFY);
  }

  private static RequestSpecification shopify(String body, String secret) {
    return shopify(body, secret, "orders/paid");
  }

  private static RequestSpecification shopify(String body, String secret, String topic) {
    return json(body)
        .header("X-Shopify-Topic", topic)
        .header("X-Shopify-Hmac-Sha256", signature(secret, body));
  }

  private RequestSpecification standard(Instant at) {
    return standard(at, "{\"type\":\"guest.arrived\",\"guest\":\"u-" + id + "\"}");
  }

  private RequestSpecification standard(Instant at, String body) {
    String second = String.valueOf(at.getEpochSecond());
    return json(body)
        .header("webhook-id", id)
        .header("webhook-timestamp", second)
        .header("webhook-signature", "v1," + signature(ANY, id + "." + second + "." + body));
  }

  private static String signature(String secret, String signed) {
    return Base64.getEncoder()
        .encodeToString(
            Signatures.mac(
                Hash.SHA256, secret.getBytes(UTF_8), ByteBuffer.wrap(signed.getBytes(UTF_8))));
  }

  private static void taken(Response answer) {
    answer.then().statusCode(200).contentType("application/json").body("success", is(true));
  }

  private static void refused(Response answer, int status) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", containsString("/problems/"));
  }

  private List<ShopperEvent> events() {
    return values(Topics.EVENTS, ShopperEvent.class).stream()
        .filter(event -> event.id().contains(id))
        .toList();
  }

  private List<RejectedEvent> rejections() {
    return values(Topics.EVENTS_REJECTED, RejectedEvent.class).stream()
        .filter(rejected -> rejected.body().contains(id))
        .toList();
  }

  private <T> List<T> values(Topic topic, Class<T> type) {
    return TopicRecords.read(infrastructure.kafkaBootstrapServers(), topic, record -> true).stream()
        .map(record -> parse(record.value(), type))
        .toList();
  }

  private static <T> T parse(byte[] json, Class<T> type) {
    try {
      return ContractJson.read(json, type);
    } catch (IOException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }
}
