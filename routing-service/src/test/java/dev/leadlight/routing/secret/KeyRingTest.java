package dev.leadlight.routing.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private static final String PLACE = "crm\ntoken";

  private final KeyRing before = KeyRing.of(Map.of("old", OLD), Optional.empty());
  private final KeyRing during = KeyRing.of(Map.of("old", OLD, "new", NEW), Optional.of("new"));
  private final KeyRing after = KeyRing.of(Map.of("new", NEW), Optional.empty());

  @Test
  void opensWhatItSealed() {
    SealedSecret sealed = before.seal("päss wörd", PLACE, nonce(3));

    assertThat(before.open(sealed, PLACE)).contains("päss wörd");
    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("rd");
  }

  @Test
  void newKeySealsWhileTheOldOneStillOpens() {
    SealedSecret old = before.seal("secret", PLACE, nonce(3));

    assertThat(during.open(old, PLACE)).contains("secret");
    assertThat(during.isCurrent(old)).isFalse();
    SealedSecret fresh = during.seal("secret", PLACE, nonce(4));
    assertThat(fresh.keyId()).isEqualTo("new");
    assertThat(after.open(fresh, PLACE)).contains("secret");
    assertThat(after.open(old, PLACE)).isEmpty();
  }

  @Test
  void secretMovedElsewhereDoesNotOpen() {
    SealedSecret sealed = before.seal("secret", PLACE, nonce(3));

    assertThat(before.open(sealed, "evil\ntoken")).isEmpty();
    assertThat(before.open(sealed, "crm\nother")).isEmpty();
  }

  @Test
  void anyFlippedBitIsNoticed() {
    SealedSecret sealed = before.seal("secret", PLACE, nonce(3));

    for (int bit = 0; bit < sealed.bytes().length * 8; bit++) {
      byte[] flipped = sealed.bytes();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(before.open(SealedSecret.of("old", flipped), PLACE)).isEmpty();
    }
    assertThat(before.open(SealedSecret.of("old", new byte[5]), PLACE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c2hvcnQ=", "not base64!"})
  void wrongKeysAreRefusedWithoutShowingThem(String key) {
    assertThatThrownBy(() -> KeyRing.of(Map.of("bad", key), Optional.empty()))
        .hasMessage("key bad is not the base64 of 32 bytes");
  }

  @Test
  void severalKeysNeedAnActiveOne() {
    Map<String, String> two = Map.of("old", OLD, "new", NEW);

    assertThatThrownBy(() -> KeyRing.of(two, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeyRing.of(two, Optional.of("lost")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(KeyRing.of(Map.of(), Optional.empty()).canSeal()).isFalse();
  }

  private static byte[] nonce(int seed) {
    byte[] nonce = new byte[KeyRing.NONCE_BYTES];
    new Random(seed).nextBytes(nonce);
    return nonce;
  }

  private static String key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
