package dev.leadlight.routing.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkKeyTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:15:00Z");
  private final LinkKey key = LinkKey.of("a secret of the installation");
  private final String token = key.seal("acknowledge", NOW.plusSeconds(60), "lead", "rob");

  @Test
  void opensWhatItSealed() {
    assertThat(key.open("acknowledge", token, NOW))
        .hasValueSatisfying(parts -> assertThat(parts).containsExactly("lead", "rob"));
    assertThat(token).matches("[A-Za-z0-9_-]+").doesNotContain("lead");
    assertThat(key.seal("acknowledge", NOW.plusSeconds(60), "lead", "rob")).isEqualTo(token);
  }

  @Test
  void expiresAndIsGoodForOneThingOnly() {
    assertThat(key.open("acknowledge", token, NOW.plusSeconds(60))).isEmpty();
    assertThat(key.open("unsubscribe", token, NOW)).isEmpty();
    assertThat(LinkKey.of("another secret").open("acknowledge", token, NOW)).isEmpty();
  }

  @Test
  void anyFlippedByteBreaksIt() {
    for (int at = 0; at < token.length() - 1; at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(key.open("acknowledge", forged, NOW)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "not base64!",
        "AAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void nonsenseIsNoToken(String nonsense) {
    assertThat(key.open("acknowledge", nonsense, NOW)).isEmpty();
  }
}
