package dev.leadlight.feedback.crm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubSpotSignatureTest {

  @Test
  void decodesOnlyWhatHubSpotDecodes() {
    assertThat(HubSpotSignature.decoded("https://x.example/a%2fb%3Fq%3D1%20%40%2C%25"))
        .isEqualTo("https://x.example/a/b?q%3D1%20@,%25");
  }
}
