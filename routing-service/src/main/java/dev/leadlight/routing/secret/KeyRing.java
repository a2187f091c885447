package dev.leadlight.routing.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keys for secrets at rest: AES-256 in Galois/Counter Mode (NIST SP 800-38D), a random nonce of 96
 * bits for each secret. One key seals, all open, so a new one can take over while the old one's
 * secrets are sealed again. A sealed secret opens only where it was sealed for: moved to another
 * row it is worthless.
 */
public final class KeyRing {

  public static final int NONCE_BYTES = 12;

  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";

  private final Map<String, SecretKeySpec> keys;
  private final @Nullable String active;

  private KeyRing(Map<String, SecretKeySpec> keys, @Nullable String active) {
    this.keys = keys;
    this.active = active;
  }

  /**
   * A ring.
   *
   * @param keys by id, each the base64 of 32 bytes
   * @param active the one that seals; may be left out if there is only one
   * @throws IllegalArgumentException if a key has another length, or the active one isn't there;
   *     the message shows no key
   */
  public static KeyRing of(Map<String, String> keys, Optional<String> active) {
    Map<String, SecretKeySpec> ring =
        keys.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> key(entry.getKey(), entry.getValue())));
    String seals = active.orElse(ring.size() == 1 ? ring.keySet().iterator().next() : null);
    if (seals == null ? !ring.isEmpty() : !ring.containsKey(seals)) {
      throw new IllegalArgumentException("the active key has to be one of the key ring");
    }
    return new KeyRing(ring, seals);
  }

  /** Whether there is a key to seal with. */
  public boolean canSeal() {
    return active != null;
  }

  /** Whether it was sealed with the key that seals now. */
  public boolean isCurrent(SealedSecret sealed) {
    return sealed.keyId().equals(active);
  }

  /**
   * Seals.
   *
   * @param place what it is sealed for; needed to open it
   * @param nonce random, {@value #NONCE_BYTES} bytes, never used before
   * @throws IllegalStateException if there is no key
   */
  public SealedSecret seal(String secret, String place, byte[] nonce) {
    if (active == null) {
      throw new IllegalStateException("the key ring is empty");
    }
    byte[] text = secret.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, active, place, nonce, text).orElseThrow();
    byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
    return SealedSecret.of(active, all);
  }

  /** The secret; empty if its key is no longer there, or it was not sealed for that place. */
  public Optional<String> open(SealedSecret sealed, String place) {
    byte[] all = sealed.bytes();
    if (!keys.containsKey(sealed.keyId()) || all.length < NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    byte[] text = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
    return crypt(Cipher.DECRYPT_MODE, sealed.keyId(), place, nonce, text)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private Optional<byte[]> crypt(int mode, String keyId, String place, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(text));
    } catch (GeneralSecurityException wrongKeyOrPlace) {
      return Optional.empty();
    }
  }

  private static SecretKeySpec key(String id, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException notBase64) {
      bytes = new byte[0];
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("key " + id + " is not the base64 of 32 bytes");
    }
    return new SecretKeySpec(bytes, "AES");
  }
}
