package dev.leadlight.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.platform.webhook.Authenticity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KlaviyoAdapterTest {

  private static final String SECRET = "leadlight-klaviyo-secret";
  private static final String BODY = "{\"data\":[],\"meta\":{}}";
  private static final String SIGNED_AT = "2026-09-21T13:33:20+00:00";
  private static final Instant T0 = Instant.parse("2026-09-21T13:33:20Z");
  private static final String SIGNATURE =
      "d91954b8bb848882a42fe90559536a08dc56d1e2ba0476e19a0b846609620a59";

  private final KlaviyoAdapter adapter = new KlaviyoAdapter();

  @Test
  void knowsItsOwnSignatureInEitherCaseUnderEitherSecret() {
    assertThat(check(SIGNATURE, SIGNED_AT, T0)).isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(SIGNATURE.toUpperCase(Locale.ROOT), SIGNED_AT, T0))
        .isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(SIGNATURE, SIGNED_AT, T0, "the-next-klaviyo-secret", SECRET))
        .isEqualTo(Authenticity.AUTHENTIC);
  }

  @Test
  void refusesOtherSecretsAndOtherSignatures() {
    assertThat(check(SIGNATURE, SIGNED_AT, T0, "the-next-klaviyo-secret"))
        .isEqualTo(Authenticity.FORGED);
    for (int at = 0; at < SIGNATURE.length(); at++) {
      String flipped =
          SIGNATURE.substring(0, at)
              + Integer.toHexString(Character.digit(SIGNATURE.charAt(at), 16) ^ 1)
              + SIGNATURE.substring(at + 1);
      assertThat(check(flipped, SIGNED_AT, T0)).isEqualTo(Authenticity.FORGED);
    }
    assertThat(check(SIGNATURE.substring(2), SIGNED_AT, T0)).isEqualTo(Authenticity.FORGED);
  }

  @Test
  void theTimeIsSignedAsItIsSpelled() {
    assertThat(check(SIGNATURE, "2026-09-21T13:33:20Z", T0)).isEqualTo(Authenticity.FORGED);
    assertThat(check(SIGNATURE, "2026-09-21T13:33:21+00:00", T0)).isEqualTo(Authenticity.FORGED);
  }

  @Test
  void isTooOldAfterFiveMinutes() {
    Duration limit = Duration.ofMinutes(5);
    assertThat(check(SIGNATURE, SIGNED_AT, T0.plus(limit))).isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(SIGNATURE, SIGNED_AT, T0.plus(limit).plusMillis(1)))
        .isEqualTo(Authenticity.STALE);
    assertThat(check(SIGNATURE, SIGNED_AT, T0.minus(limit).minusMillis(1)))
        .isEqualTo(Authenticity.STALE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-09-21T25:00:00Z"})
  void needsATimeThatCanBeRead(String signedAt) {
    assertThat(check(SIGNATURE, signedAt, T0)).isEqualTo(Authenticity.MALFORMED);
  }

  @Test
  void aFlowStepNeedsTheSharedSecret() {
    assertThat(
            adapter.check(Requests.post(BODY, Map.of()), Requests.settings("klaviyo", SECRET), T0))
        .isEqualTo(Authenticity.MALFORMED);
  }

  private Authenticity check(String signature, String signedAt, Instant now, String... secrets) {
    WebhookRequest request =
        Requests.post(
            BODY.getBytes(StandardCharsets.UTF_8),
            Map.of("Klaviyo-Signature", signature, "Klaviyo-Timestamp", signedAt));
    return adapter.check(
        request,
        Requests.settings("klaviyo", secrets.length == 0 ? new String[] {SECRET} : secrets),
        now);
  }
}
