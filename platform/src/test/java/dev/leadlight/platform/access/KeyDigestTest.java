package dev.leadlight.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDigestTest {
  private static final String OF_TILL_KEY =
      "4aa7ffda4afa9454cffc982d6b7cbad83ab477341d6127cbbecd4cd9f866a279";

  @Test
  void aKeyMayBeConfiguredPlainOrByItsDigest() {
    assertThat(KeyDigest.parse("till-key")).isEqualTo(KeyDigest.of("till-key"));
    assertThat(KeyDigest.parse("sha256:" + OF_TILL_KEY)).isEqualTo(KeyDigest.of("till-key"));
  }

  @Test
  void theDigestItselfIsNoKey() {
    assertThat(KeyDigest.of("sha256:" + OF_TILL_KEY)).isNotEqualTo(KeyDigest.of("till-key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:", "sha256:4aa7", "sha256:till-key"})
  void refusesWhatIsNoDigest(String configured) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyDigest.parse(configured));
  }
}
