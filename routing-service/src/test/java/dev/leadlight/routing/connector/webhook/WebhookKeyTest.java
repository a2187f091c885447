package dev.leadlight.routing.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.routing.Golden;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookKeyTest {

  static Stream<JsonNode> vectors() throws IOException {
    return StreamSupport.stream(
        Golden.json("standard-webhooks-vectors.json").get("vectors").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsAsTheSpecificationsTestsDo(JsonNode vector) {
    assertThat(sign(vector, vector.get("payload").asText()))
        .isEqualTo(vector.get("signature").asText());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void oneMoreSpaceIsAnotherSignature(JsonNode vector) {
    assertThat(sign(vector, vector.get("payload").asText() + " "))
        .isNotEqualTo(vector.get("signature").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_!!",
        "whsk_AAAA"
      })
  void otherTextIsNoKeyAndIsNotShown(String text) {
    assertThatThrownBy(() -> WebhookKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a webhook secret is whsec_ followed by the base64 of 24 to 64 random bytes");
  }

  private static String sign(JsonNode vector, String payload) {
    return WebhookKey.parse(vector.get("secret").asText())
        .sign(vector.get("id").asText(), vector.get("timestamp").asLong(), payload);
  }
}
