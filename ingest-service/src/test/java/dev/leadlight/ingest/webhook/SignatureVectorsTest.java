package dev.leadlight.ingest.webhook;

import static dev.leadlight.platform.webhook.Authenticity.AUTHENTIC;
import static dev.leadlight.platform.webhook.Authenticity.FORGED;
import static dev.leadlight.platform.webhook.Authenticity.MALFORMED;
import static dev.leadlight.platform.webhook.Authenticity.STALE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.webhook.WebhookRequest.Content;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures as vendors compute them. */
class SignatureVectorsTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

  @Test
  void shopify() {
    WebhookSettings settings = settings("shopify", "another", "leadlight-shopify-secret");
    String body = "{\"id\":1001,\"email\":\"ann@example.com\"}";
    String signature = "NfI03OaJbyE1s14KqJhNQhO5DDXm/b9YX8zAeb0n6Ss=";

    assertThat(check(settings, body, Map.of("X-Shopify-Hmac-Sha256", signature)))
        .isEqualTo(AUTHENTIC);
    assertThat(check(settings, body, Map.of("shopify-hmac-sha256", signature)))
        .isEqualTo(AUTHENTIC);
    assertThat(check(settings, body + " ", Map.of("shopify-hmac-sha256", signature)))
        .isEqualTo(FORGED);
    assertThat(check(settings, body, Map.of("shopify-hmac-sha256", signature.substring(4))))
        .isEqualTo(FORGED);
    assertThat(check(settings, body, Map.of("shopify-hmac-sha256", "#"))).isEqualTo(MALFORMED);
    assertThat(check(settings, body, Map.of())).isEqualTo(MALFORMED);
    assertThat(
            check(settings("shopify", "another"), body, Map.of("shopify-hmac-sha256", signature)))
        .isEqualTo(FORGED);
  }

  @Test
  void squareSignsTheAddressToo() {
    String body = "{\"type\":\"payment.updated\",\"event_id\":\"q1\"}";
    Map<String, String> headers =
        Map.of("x-square-hmacsha256-signature", "iKahEo5g8KYZI63dsJBQkvOv9PHTyQ2sltJOaf2hNeU=");

    assertThat(check(square("https://leadlight.example/hooks/square"), body, headers))
        .isEqualTo(AUTHENTIC);
    assertThat(check(square("https://leadlight.example/hooks/square/"), body, headers))
        .isEqualTo(FORGED);
  }

  @Test
  void squareNeedsItsAddress() {
    assertThat(Vendors.find("square").orElseThrow().fault(settings("square", "key"))).isPresent();
  }

  @Test
  void segmentInDigitsOfEitherCase() {
    WebhookSettings settings = settings("segment", "leadlight-secret");
    String body =
        "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u-1\",\"messageId\":\"m-1\"}";
    String signature = "bed80991fe309e2a3200099a8f4a66c62e3927f3";

    assertThat(check(settings, body, Map.of("X-Signature", signature))).isEqualTo(AUTHENTIC);
    assertThat(check(settings, body, Map.of("X-Signature", signature.toUpperCase(Locale.ROOT))))
        .isEqualTo(AUTHENTIC);
    assertThat(check(settings, body, Map.of("X-Signature", signature.replace('b', 'c'))))
        .isEqualTo(FORGED);
    assertThat(check(settings, body, Map.of("X-Signature", "bed"))).isEqualTo(MALFORMED);
  }

  // ---- Standard Webhooks; constants of the published tests of the specification (Apache-2.0)

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String PAYLOAD = "{\"test\": 2432232314}";
  private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);
  private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String WRONG = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

  @Test
  void standardWebhooks() {
    assertThat(standard(RIGHT, PAYLOAD, SENT)).isEqualTo(AUTHENTIC);
    assertThat(standard(WRONG + " v2,AAAA " + RIGHT, PAYLOAD, SENT)).isEqualTo(AUTHENTIC);
    assertThat(standard(RIGHT.replace("OE=", "OA="), PAYLOAD, SENT)).isEqualTo(FORGED);
    assertThat(standard(WRONG, PAYLOAD, SENT)).isEqualTo(FORGED);
    assertThat(standard("v1,", PAYLOAD, SENT)).isEqualTo(FORGED);
    assertThat(standard(RIGHT.replace("v1,", "v2,"), PAYLOAD, SENT)).isEqualTo(FORGED);
    assertThat(standard(RIGHT.replace("v1,", "v1a,"), PAYLOAD, SENT)).isEqualTo(FORGED);
    assertThat(standard(RIGHT, PAYLOAD.replace(" ", ""), SENT)).isEqualTo(FORGED);
  }

  @Test
  void standardWebhooksAreFreshForFiveMinutesBothWays() {
    assertThat(standard(RIGHT, PAYLOAD, SENT.plusSeconds(300))).isEqualTo(AUTHENTIC);
    assertThat(standard(RIGHT, PAYLOAD, SENT.minusSeconds(300))).isEqualTo(AUTHENTIC);
    assertThat(standard(RIGHT, PAYLOAD, SENT.plusSeconds(301))).isEqualTo(STALE);
    assertThat(standard(RIGHT, PAYLOAD, SENT.minusSeconds(301))).isEqualTo(STALE);
    assertThat(standard(WRONG, PAYLOAD, SENT.plusSeconds(301))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void standardWebhooksNeedAllTheirHeaders(String missing) {
    Map<String, String> headers = new HashMap<>(headers(ID, SENT, RIGHT));
    headers.remove(missing);
    assertThat(check(settings("standard-webhooks", SECRET), PAYLOAD, headers, SENT))
        .isEqualTo(MALFORMED);
  }

  @Test
  void standardWebhooksUnderAnyOfTheirSecrets() {
    WebhookSettings settings =
        settings("standard-webhooks", SECRET, "whsec_bGVhZGxpZ2h0LXRlc3Qta2V5LTAxMjM0NTY3ODk=");
    String body = "{\"type\":\"lead.tier_changed\",\"data\":{\"leadId\":\"L1\"}}";
    String signature = "v1,23dbnFIAlvABmwpz1v9LDq8263pqcODUkiX+d8pX6S8=";

    assertThat(check(settings, body, headers("msg_01", NOW, signature), NOW)).isEqualTo(AUTHENTIC);
  }

  @Test
  void standardWebhooksByAKeyPair() throws GeneralSecurityException {
    // Given
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    WebhookSettings settings =
        settings("standard-webhooks", "whpk_" + Base64.getEncoder().encodeToString(raw));

    // When
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update((ID + "." + NOW.getEpochSecond() + "." + PAYLOAD).getBytes(UTF_8));
    byte[] signature = signer.sign();

    // Then
    String right = "v1a," + Base64.getEncoder().encodeToString(signature);
    assertThat(check(settings, PAYLOAD, headers(ID, NOW, right), NOW)).isEqualTo(AUTHENTIC);
    signature[10] ^= 1;
    String wrong = "v1a," + Base64.getEncoder().encodeToString(signature);
    assertThat(check(settings, PAYLOAD, headers(ID, NOW, wrong), NOW)).isEqualTo(FORGED);
    assertThat(check(settings, PAYLOAD, headers(ID, NOW, "v1a,AAAA"), NOW)).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_#", "whpk_AAAA", "#"})
  void anUnreadableKeyIsAFaultThatDoesNotShowIt(String key) {
    WebhookSettings settings =
        new WebhookSettings(
            "standard-webhooks", List.of(key), Optional.empty(), Map.of("event", "/type"));
    assertThat(Vendors.find("standard-webhooks").orElseThrow().fault(settings))
        .get()
        .asString()
        .doesNotContain(key);
  }

  private static Authenticity standard(String signatures, String body, Instant now) {
    return check(settings("standard-webhooks", SECRET), body, headers(ID, SENT, signatures), now);
  }

  private static Map<String, String> headers(String id, Instant at, String signatures) {
    return Map.of(
        "webhook-id", id,
        "webhook-timestamp", String.valueOf(at.getEpochSecond()),
        "webhook-signature", signatures);
  }

  // ---- tools

  private static WebhookSettings settings(String vendor, String... secrets) {
    return new WebhookSettings(vendor, List.of(secrets), Optional.empty(), Map.of());
  }

  private static WebhookSettings square(String url) {
    return new WebhookSettings(
        "square", List.of("leadlight-square-key"), Optional.of(url), Map.of());
  }

  private static Authenticity check(
      WebhookSettings settings, String body, Map<String, String> headers) {
    return check(settings, body, headers, NOW);
  }

  private static Authenticity check(
      WebhookSettings settings, String body, Map<String, String> headers, Instant now) {
    Map<String, String> lowerCase = new HashMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    WebhookRequest request =
        new WebhookRequest(
            "POST",
            lowerCase,
            null,
            Map.of(),
            ByteBuffer.wrap(body.getBytes(UTF_8)),
            () -> Content.NONE);
    return Vendors.find(settings.vendor()).orElseThrow().check(request, settings, now);
  }
}
