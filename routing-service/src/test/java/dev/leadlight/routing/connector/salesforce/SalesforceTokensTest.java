package dev.leadlight.routing.connector.salesforce;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Token;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceTokensTest {

  private static final SalesforceTokens CLIENT =
      SalesforceTokens.clientCredentials("3MVG9", "s3cret&");

  @Test
  void clientCredentialsAreAForm() {
    HttpCall call = CLIENT.request(T0);

    assertThat(call.target()).isEqualTo("/services/oauth2/token");
    assertThat(call.message().body())
        .isEqualTo("client_id=3MVG9&client_secret=s3cret%26&grant_type=client_credentials");
  }

  @Test
  void assertionIsSignedByOurKeyForTwoMinutes() throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";

    String body =
        SalesforceTokens.jwtBearer(
                "3MVG9",
                "leadlight@shop.example",
                "https://login.salesforce.com",
                SalesforceTokens.key(pem))
            .request(T0)
            .message()
            .body();

    assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8))
        .endsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
    String[] parts = body.replaceAll("assertion=|&.*", "").split("\\.", -1);
    assertThat(part(parts[0])).isEqualTo(ContractJson.mapper().readTree("{\"alg\":\"RS256\"}"));
    assertThat(part(parts[1]))
        .isEqualTo(
            ContractJson.mapper()
                .readTree(
                    "{\"iss\":\"3MVG9\",\"sub\":\"leadlight@shop.example\","
                        + "\"aud\":\"https://login.salesforce.com\",\"exp\":"
                        + T0.plusSeconds(120).getEpochSecond()
                        + "}"));
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(pair.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense!", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void otherTextIsNoKeyAndIsNotShown(String pem) {
    assertThatThrownBy(() -> SalesforceTokens.key(pem))
        .isInstanceOf(UnmappableException.class)
        .hasFieldOrPropertyWithValue("field", "secrets.privateKey")
        .hasMessage("expected an RSA key in PEM by PKCS #8");
  }

  @Test
  void tokenIsUsedWhereTheOrganisationIs() {
    assertThat(
            CLIENT.token(
                answer(
                    200,
                    "{\"access_token\":\"00D\",\"instance_url\":\"https://b.my.salesforce.com\"}"),
                T0))
        .contains(new Token("00D", "https://b.my.salesforce.com", null));
  }

  @Test
  void wrongCredentialsAreNotALeadsFault() {
    assertThat(CLIENT.refusal(answer(400, "{\"error\":\"invalid_grant\"}")))
        .isEqualTo(Outcome.refused(Reason.UNAUTHORIZED));
    assertThat(CLIENT.refusal(answer(502, "")))
        .isEqualTo(Outcome.failed(Reason.DESTINATION_TROUBLE));
  }

  private static JsonNode part(String base64) throws IOException {
    return ContractJson.mapper().readTree(Base64.getUrlDecoder().decode(base64));
  }
}
