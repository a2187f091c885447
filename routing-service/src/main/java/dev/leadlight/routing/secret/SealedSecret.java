package dev.leadlight.routing.secret;

import java.util.Base64;

/**
 * A secret under a key of the {@link KeyRing}.
 *
 * @param base64 of nonce, ciphertext and tag
 */
public record SealedSecret(String keyId, String base64) {

  /** Of the bytes themselves. */
  public static SealedSecret of(String keyId, byte[] bytes) {
    return new SealedSecret(keyId, Base64.getEncoder().encodeToString(bytes));
  }

  /** Nonce, ciphertext and tag. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }
}
