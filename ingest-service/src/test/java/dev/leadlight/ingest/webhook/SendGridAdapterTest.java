package dev.leadlight.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.platform.webhook.Authenticity;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendGridAdapterTest {

  private static final String KEY =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuHpbpoLde1rc+q1rC7jQ+QosyiNsN3uSWf/Et3iDtplKgzOAPRXl"
          + "txv8ZsKrLYxKEXoBbrMoGUSFTb/GZse6Fw==";
  private static final String SIGNED_AT = "1790000000";
  private static final Instant T0 = Instant.ofEpochSecond(1_790_000_000);
  private static final String SIGNATURE =
      "MEUCIQChKPIuhLLZKXJXT1zJQsd0b425g5l5O0WxjbTxVVEFEgIgAIR4uZcTMDNJlAw/DZsFrtiqKJvZc5uoAUE/"
          + "VuRs/zU=";
  private static final String EVENTS =
      "[{\"email\":\"ann@example.com\",\"event\":\"open\",\"sg_event_id\":\"g1\"}]";

  private final SendGridAdapter adapter = new SendGridAdapter();

  @Test
  void theLineBreakAtTheEndIsSigned() {
    assertThat(check(EVENTS + "\r\n", SIGNATURE, SIGNED_AT, T0)).isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(EVENTS, SIGNATURE, SIGNED_AT, T0)).isEqualTo(Authenticity.FORGED);
    assertThat(check(EVENTS + "\n", SIGNATURE, SIGNED_AT, T0)).isEqualTo(Authenticity.FORGED);
  }

  @Test
  void noBitOfTheSignatureCanBeChanged() {
    byte[] signature = Base64.getDecoder().decode(SIGNATURE);
    for (int at = 0; at < signature.length; at++) {
      byte[] flipped = signature.clone();
      flipped[at] ^= 1;
      String sent = Base64.getEncoder().encodeToString(flipped);
      assertThat(check(EVENTS + "\r\n", sent, SIGNED_AT, T0)).isEqualTo(Authenticity.FORGED);
    }
    assertThat(check(EVENTS + "\r\n", SIGNATURE, "1790000001", T0)).isEqualTo(Authenticity.FORGED);
    assertThat(check(EVENTS + "\r\n", "not base64!", SIGNED_AT, T0))
        .isEqualTo(Authenticity.MALFORMED);
  }

  @Test
  void isTooOldAfterTenMinutes() {
    Instant last = T0.plus(Duration.ofMinutes(10));
    assertThat(check(EVENTS + "\r\n", SIGNATURE, SIGNED_AT, last))
        .isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(EVENTS + "\r\n", SIGNATURE, SIGNED_AT, last.plusSeconds(1)))
        .isEqualTo(Authenticity.STALE);
  }

  @Test
  void takesKeysAsSendGridShowsThemAndAsFiles() {
    assertThat(adapter.fault(Requests.settings("sendgrid", KEY))).isEmpty();
    assertThat(
            adapter.fault(
                Requests.settings(
                    "sendgrid",
                    "-----BEGIN PUBLIC KEY-----\n" + KEY + "\n-----END PUBLIC KEY-----\n")))
        .isEmpty();
    assertThat(adapter.fault(Requests.settings("sendgrid", "a password"))).isPresent();
  }

  private Authenticity check(String body, String signature, String signedAt, Instant now) {
    WebhookRequest request =
        Requests.post(
            body,
            Map.of(
                "X-Twilio-Email-Event-Webhook-Signature", signature,
                "X-Twilio-Email-Event-Webhook-Timestamp", signedAt));
    return adapter.check(request, Requests.settings("sendgrid", KEY), now);
  }
}
