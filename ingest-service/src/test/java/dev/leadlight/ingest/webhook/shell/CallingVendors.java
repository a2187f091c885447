package dev.leadlight.ingest.webhook.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Vendors that call, and what their calls leave on the topics. */
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
abstract class CallingVendors {

  static final String SHOPIFY = "leadlight-shopify-secret";
  static final String ANY = "leadlight-test-key-0123456789";

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  final String id = UUID.randomUUID().toString();

  String order() {
    return "{\"id\":\"%s\",\"email\":\"ada-%s@example.com\",\"financial_status\":\"paid\",\"total_price\":\"129.90\",\"currency\":\"EUR\",\"source_name\":\"web\"}"
        .formatted(id, id);
  }

  static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body.getBytes(UTF_8));
  }

  static RequestSpecification shopify(String body) {
    return shopify(body, SHOPIFY);
  }

  static RequestSpecification shopify(String body, String secret) {
    return shopify(body, secret, "orders/paid");
  }

  static RequestSpecification shopify(String body, String secret, String topic) {
    return json(body)
        .header("X-Shopify-Topic", topic)
        .header("X-Shopify-Hmac-Sha256", signature(secret, body));
  }

  RequestSpecification standard(Instant at) {
    return standard(at, "{\"type\":\"guest.arrived\",\"guest\":\"u-" + id + "\"}");
  }

  RequestSpecification standard(Instant at, String body) {
    String second = String.valueOf(at.getEpochSecond());
    return json(body)
        .header("webhook-id", id)
        .header("webhook-timestamp", second)
        .header("webhook-signature", "v1," + signature(ANY, id + "." + second + "." + body));
  }

  static String signature(String secret, String signed) {
    return Base64.getEncoder()
        .encodeToString(
            Signatures.mac(
                Hash.SHA256, secret.getBytes(UTF_8), ByteBuffer.wrap(signed.getBytes(UTF_8))));
  }

  static void taken(Response answer) {
    answer.then().statusCode(200).contentType("application/json").body("success", is(true));
  }

  static void refused(Response answer, int status) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", containsString("/problems/"));
  }

  List<ShopperEvent> events() {
    return values(Topics.EVENTS, ShopperEvent.class).stream()
        .filter(event -> event.id().contains(id))
        .toList();
  }

  List<RejectedEvent> rejections() {
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
