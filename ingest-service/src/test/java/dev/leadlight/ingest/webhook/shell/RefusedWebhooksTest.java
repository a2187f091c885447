package dev.leadlight.ingest.webhook.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks that do not enter, and what is told of that. */
@QuarkusTest
class RefusedWebhooksTest extends CallingVendors {

  private static final List<String> SECRETS =
      List.of(
          SHOPIFY,
          "shopify-secret-after",
          "leadlight-square-key",
          "leadlight-secret",
          ANY,
          Base64.getEncoder().encodeToString(ANY.getBytes(UTF_8)));

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
    Response answer = given().get("/v1/webhooks/hooks-shopify");
    refused(answer, 405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @Test
  void tooLargeBodiesAreRefused() {
    refused(shopify("x".repeat(2_200_000)).post("/v1/webhooks/hooks-shopify"), 413);
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
}
