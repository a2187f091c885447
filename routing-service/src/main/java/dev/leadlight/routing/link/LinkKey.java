package dev.leadlight.routing.link;

import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what a link is about into its token by AES-256-GCM, so that an address in it can't be read
 * in any log, and nobody else can make such a token. The nonce is an HMAC of the content: the same
 * content has the same token, and no two contents share a nonce.
 */
public final class LinkKey {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LONGEST_TOKEN = 2000;

  private final SecretKeySpec encryption;
  private final byte[] nonces;

  private LinkKey(SecretKeySpec encryption, byte[] nonces) {
    this.encryption = encryption;
    this.nonces = nonces;
  }

  /** Keys that follow from the installation's secret and tell nothing about it. */
  public static LinkKey of(String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return new LinkKey(
        new SecretKeySpec(
            Signatures.mac(Hash.SHA256, key, Signatures.piece("leadlight links: encryption")),
            "AES"),
        Signatures.mac(Hash.SHA256, key, Signatures.piece("leadlight links: nonces")));
  }

  /**
   * A token of URL-safe characters.
   *
   * @param purpose what it is good for: a token for one thing is none for another
   * @param parts what it is about, without line breaks
   */
  public String seal(String purpose, Instant expiresAt, String... parts) {
    String content = purpose + "\n" + expiresAt.getEpochSecond() + "\n" + String.join("\n", parts);
    byte[] nonce =
        Arrays.copyOf(Signatures.mac(Hash.SHA256, nonces, Signatures.piece(content)), NONCE_BYTES);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  /** What a token is about; empty if it isn't ours, isn't for this or has expired. */
  public Optional<List<String>> open(String purpose, String token, Instant now) {
    return content(token)
        .map(content -> Arrays.asList(content.split("\n", -1)))
        .filter(lines -> lines.size() > 2 && lines.get(0).equals(purpose))
        .filter(lines -> now.getEpochSecond() < Long.parseLong(lines.get(1)))
        .map(lines -> lines.subList(2, lines.size()));
  }

  private Optional<String> content(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        return Optional.empty();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES));
      byte[] plain = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | AEADBadTagException notOurs) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
