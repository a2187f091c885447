package dev.leadlight.feedback.label;

import static dev.leadlight.platform.webhook.Authenticity.AUTHENTIC;
import static dev.leadlight.platform.webhook.Authenticity.FORGED;
import static dev.leadlight.platform.webhook.Authenticity.MALFORMED;
import static dev.leadlight.platform.webhook.Authenticity.STALE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.crm.HubSpotAdapter;
import dev.leadlight.feedback.survey.TypeformAdapter;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures as vendors compute them. */
class LabelSignaturesTest {

  private static final String BODY = "{'example_field':'example_value'}";
  private static final long SIGNED = 1_693_657_560_000L;
  private static final String PUBLISHED = "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=";

  @Test
  void hubSpotsPublishedOne() {
    assertThat(hubSpot(PUBLISHED, SIGNED, BODY, SIGNED)).isEqualTo(AUTHENTIC);
    assertThat(
            hubSpot(
                "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=",
                1_700_000_300_000L,
                BODY,
                1_700_000_300_000L))
        .isEqualTo(AUTHENTIC);
    assertThat(hubSpot(PUBLISHED, SIGNED, BODY + " ", SIGNED)).isEqualTo(FORGED);
    assertThat(hubSpot(PUBLISHED, SIGNED + 1, BODY, SIGNED)).isEqualTo(FORGED);
    assertThat(hubSpot("", SIGNED, BODY, SIGNED)).isEqualTo(MALFORMED);
  }

  @Test
  void hubSpotsIsFreshForFiveMinutesBothWays() {
    assertThat(hubSpot(PUBLISHED, SIGNED, BODY, SIGNED + 300_000)).isEqualTo(AUTHENTIC);
    assertThat(hubSpot(PUBLISHED, SIGNED, BODY, SIGNED + 300_001)).isEqualTo(STALE);
    assertThat(hubSpot(PUBLISHED, SIGNED, BODY, SIGNED - 300_001)).isEqualTo(STALE);
  }

  @Test
  void typeform() {
    String signature = "sha256=moheThVKMzEkEl4S4r0GR4vtjdgyHJm1iHRBnOwmmV0=";
    String body = "{\"event_id\":\"e1\",\"event_type\":\"form_response\"}";

    assertThat(typeform(Map.of("typeform-signature", signature), body)).isEqualTo(AUTHENTIC);
    assertThat(typeform(Map.of("typeform-signature", signature), body + " ")).isEqualTo(FORGED);
    assertThat(typeform(Map.of("typeform-signature", signature.substring(7)), body))
        .isEqualTo(MALFORMED);
    assertThat(typeform(Map.of(), body)).isEqualTo(MALFORMED);
  }

  private static Authenticity hubSpot(String signature, long at, String body, long now) {
    WebhookSettings settings =
        new WebhookSettings(
            "hubspot",
            List.of("the-next-one", "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"),
            Optional.of("https://www.example.com/webhook_uri"),
            Map.of());
    return new HubSpotAdapter()
        .check(
            request(
                Map.of(
                    "x-hubspot-signature-v3",
                    signature,
                    "x-hubspot-request-timestamp",
                    String.valueOf(at)),
                body),
            settings,
            Instant.ofEpochMilli(now));
  }

  private static Authenticity typeform(Map<String, String> headers, String body) {
    return new TypeformAdapter()
        .check(
            request(headers, body),
            new WebhookSettings(
                "typeform", List.of("leadlight-typeform-secret"), Optional.empty(), Map.of()),
            Instant.EPOCH);
  }

  private static LabelRequest request(Map<String, String> headers, String body) {
    return new LabelRequest("POST", headers, Map.of(), ByteBuffer.wrap(body.getBytes(UTF_8)));
  }
}
