package dev.leadlight.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwilioAdapterTest {

  private static final Instant T0 = Instant.parse("2026-09-21T13:33:20Z");
  private static final String TOKEN = "leadlight-twilio-token";
  private static final String SIGNATURE = "JJqosyE2GlybHy6+rL23x+g3K9g=";
  private static final Map<String, List<String>> FORM =
      Map.of(
          "To", List.of("+15550199"),
          "Body", List.of("YES"),
          "MessageSid", List.of("SM1"),
          "From", List.of("+15550100"));

  private final TwilioAdapter adapter = new TwilioAdapter();

  @Test
  void knowsItsOwnSignatureUnderEitherToken() {
    assertThat(check(FORM, SIGNATURE, TOKEN)).isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(FORM, SIGNATURE, "the-next-token", TOKEN)).isEqualTo(Authenticity.AUTHENTIC);
    assertThat(check(FORM, SIGNATURE, "the-next-token")).isEqualTo(Authenticity.FORGED);
  }

  @Test
  void noBitOfTheSignatureCanBeChanged() {
    byte[] signature = Base64.getDecoder().decode(SIGNATURE);
    for (int at = 0; at < signature.length; at++) {
      byte[] flipped = signature.clone();
      flipped[at] ^= 1;
      assertThat(check(FORM, Base64.getEncoder().encodeToString(flipped), TOKEN))
          .isEqualTo(Authenticity.FORGED);
    }
  }

  @Test
  void everyParameterIsSigned() {
    Map<String, List<String>> more = new HashMap<>(FORM);
    more.put("OptOutType", List.of("STOP"));
    assertThat(check(more, SIGNATURE, TOKEN)).isEqualTo(Authenticity.FORGED);
    more.put("Body", List.of("YES", "NO"));
    more.remove("OptOutType");
    assertThat(check(more, SIGNATURE, TOKEN)).isEqualTo(Authenticity.FORGED);
  }

  @Test
  void withoutParametersNothingIsProven() {
    assertThat(check(Map.of(), SIGNATURE, TOKEN)).isEqualTo(Authenticity.MALFORMED);
  }

  @Test
  void needsItsPublicAddress() {
    assertThat(adapter.fault(Requests.settings("twilio", TOKEN))).isEmpty();
    for (String url : List.of("/hooks/twilio", "leadlight.example", "https://leadlight example")) {
      assertThat(
              adapter.fault(
                  new WebhookSettings("twilio", List.of(TOKEN), Optional.of(url), Map.of())))
          .isPresent();
    }
  }

  private Authenticity check(Map<String, List<String>> form, String signature, String... tokens) {
    return adapter.check(
        Requests.form(form, Map.of("X-Twilio-Signature", signature)),
        Requests.settings("twilio", tokens),
        T0);
  }
}
