package dev.leadlight.platform.webhook;

import dev.leadlight.contracts.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The proofs that vendors give, each compared in constant time. Presented values are decoded first,
 * so that their spelling (case, padding) does not matter; of several active secrets one suffices.
 */
public final class Signatures {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** Hash functions of HMACs. */
  public enum Hash {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256");

    private final String algorithm;

    Hash(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  /**
   * Whether an HMAC is right under one of the secrets.
   *
   * @param secrets the bytes of the text are the key
   * @param signed what was signed, in pieces
   */
  public static boolean hmac(
      Hash hash, Collection<String> secrets, byte[] presented, ByteBuffer... signed) {
    boolean right = false;
    for (String secret : secrets) {
      right |= hmac(hash, utf8(secret), presented, signed);
    }
    return right;
  }

  /** Whether an HMAC is right under a key. */
  public static boolean hmac(Hash hash, byte[] key, byte[] presented, ByteBuffer... signed) {
    return MessageDigest.isEqual(mac(hash, key, signed), presented);
  }

  /** The HMAC of the pieces, one after the other. */
  public static byte[] mac(Hash hash, byte[] key, ByteBuffer... signed) {
    try {
      Mac mac = Mac.getInstance(hash.algorithm);
      mac.init(new SecretKeySpec(key, hash.algorithm));
      for (ByteBuffer piece : signed) {
        mac.update(piece.duplicate());
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + hash.algorithm, e);
    }
  }

  /** Whether a presented secret is one of ours; by digests, so that not even a length is told. */
  public static boolean equal(Collection<String> secrets, String presented) {
    boolean right = false;
    for (String secret : secrets) {
      right |= MessageDigest.isEqual(Sha256.of(secret), Sha256.of(presented));
    }
    return right;
  }

  /**
   * Whether a signature is right under a public key.
   *
   * @param algorithm of {@link Signature}: {@code SHA256withECDSA}, {@code Ed25519}
   */
  public static boolean signature(
      String algorithm, PublicKey key, byte[] presented, ByteBuffer... signed) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      for (ByteBuffer piece : signed) {
        signature.update(piece.duplicate());
      }
      return signature.verify(presented);
    } catch (SignatureException unreadable) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not fit " + algorithm, e);
    }
  }

  /**
   * A public key.
   *
   * @param algorithm of {@link KeyFactory}: {@code EC}, {@code Ed25519}
   * @param encoded X.509 SubjectPublicKeyInfo, DER
   * @return empty if it isn't one
   */
  public static Optional<PublicKey> publicKey(String algorithm, byte[] encoded) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException notAKey) {
      return Optional.empty();
    }
  }

  /** The bytes that hexadecimal digits of either case spell; empty if they don't. */
  public static Optional<byte[]> hex(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  /** The bytes that base64 spells; empty if it doesn't. */
  public static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Whether a signed moment is at most five minutes away, both ways. */
  public static boolean isFresh(Instant signedAt, Instant now) {
    return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Text as a piece of what is signed. */
  public static ByteBuffer piece(String text) {
    return ByteBuffer.wrap(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Signatures() {}
}
