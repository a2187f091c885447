package dev.leadlight.ingest.webhook.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks from the vendor's request to the topics. */
@QuarkusTest
class WebhookResourceTest extends CallingVendors {

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
  void norDoesOneBeyondTheLimits() {
    String body =
        "[{\"type\":\"guest.arrived\",\"guest\":\"u-%s\"},{\"guest\":\"%s\",\"a\":%s},{\"type\":\"guest.arrived\",\"guest\":\"v-%s\"}]"
            .formatted(id, id, "[".repeat(600) + "]".repeat(600), id);
    long received = counted("received_total");
    long accepted = counted("events_total", "outcome=\"accepted\"");
    long duplicate = counted("events_total", "outcome=\"duplicate\"");
    long rejected = counted("events_total", "reason=\"beyond_limits\"");

    taken(standard(Instant.now(), body).post("/v1/webhooks/hooks-any"));
    taken(standard(Instant.now(), body).post("/v1/webhooks/hooks-any"));

    assertThat(events()).hasSize(2);
    assertThat(rejections())
        .extracting(RejectedEvent::reason)
        .containsExactly("beyond_limits", "beyond_limits");
    assertThat(counted("received_total") - received).isEqualTo(6);
    assertThat(counted("events_total", "outcome=\"accepted\"") - accepted).isEqualTo(2);
    assertThat(counted("events_total", "outcome=\"duplicate\"") - duplicate).isEqualTo(2);
    assertThat(counted("events_total", "reason=\"beyond_limits\"") - rejected).isEqualTo(2);
  }

  private static long counted(String name, String... tags) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("leadlight_ingest_" + name + "{"))
        .filter(line -> line.contains("source=\"hooks-any\""))
        .filter(line -> Arrays.stream(tags).allMatch(line::contains))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
