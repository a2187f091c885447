package dev.leadlight.platform.webhook;

import dev.leadlight.platform.webhook.Signatures.Hash;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of the Standard Webhooks specification: over the message's id, the second of the
 * attempt and the body, joined by dots; by a shared secret ({@code v1}) or a key pair ({@code
 * v1a}). While keys are rotated a request has several signatures, and one of them suffices.
 */
public final class StandardSignature {

  private static final String SECRET = "whsec_";
  private static final String PUBLIC_KEY = "whpk_";

  /** What stands before the 32 bytes of an Ed25519 key in X.509. */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Whether it was signed under one of the secrets or keys, at most five minutes ago or ahead. */
  public static Authenticity check(Presented request, List<String> secrets, Instant now) {
    String id = id(request).orElse(null);
    String timestamp = header(request, "timestamp").orElse(null);
    String signatures = header(request, "signature").orElse(null);
    Instant signedAt = timestamp == null ? null : second(timestamp);
    if (id == null || signedAt == null || signatures == null) {
      return Authenticity.MALFORMED;
    }
    ByteBuffer prefix = Signatures.piece(id + "." + timestamp + ".");
    List<Key> keys = secrets.stream().map(Key::parse).toList();
    boolean signed =
        keys.stream()
            .anyMatch(
                key -> anyOf(signatures, key, one -> key.proof().of(one, prefix, request.body())));
    if (!signed) {
      return Authenticity.FORGED;
    }
    return Signatures.isFresh(signedAt, now) ? Authenticity.AUTHENTIC : Authenticity.STALE;
  }

  /** The message's id, the same for each of its attempts. */
  public static Optional<String> id(Presented request) {
    return header(request, "id");
  }

  private static Optional<String> header(Presented request, String name) {
    return request
        .header("webhook-" + name)
        .or(() -> request.header("svix-" + name))
        .filter(value -> !value.isBlank());
  }

  private static @Nullable Instant second(String timestamp) {
    return timestamp.matches("[0-9]{1,12}")
        ? Instant.ofEpochSecond(Long.parseLong(timestamp))
        : null;
  }

  /** Versions that we don't know are skipped. */
  private static boolean anyOf(String signatures, Key key, Predicate<byte[]> test) {
    for (String signature : signatures.split(" ", -1)) {
      if (signature.startsWith(key.version())
          && Signatures.base64(signature.substring(key.version().length()))
              .filter(test)
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What one sender signs with.
   *
   * @param version with its comma, as it stands before a signature
   */
  public record Key(String version, Proof proof) {

    /**
     * Reads {@code whsec_} or {@code whpk_} and base64, or base64 alone for a secret.
     *
     * @throws IllegalArgumentException if it is neither; the message doesn't tell it
     */
    public static Key parse(String text) {
      return text.startsWith(PUBLIC_KEY)
          ? ofPublicKey(text.substring(PUBLIC_KEY.length()))
          : ofSecret(text.startsWith(SECRET) ? text.substring(SECRET.length()) : text);
    }

    private static Key ofSecret(String base64) {
      byte[] secret =
          Signatures.base64(base64)
              .filter(bytes -> bytes.length > 0)
              .orElseThrow(() -> new IllegalArgumentException("a secret is not base64"));
      return new Key(
          "v1,", (presented, signed) -> Signatures.hmac(Hash.SHA256, secret, presented, signed));
    }

    private static Key ofPublicKey(String base64) {
      PublicKey key =
          Signatures.base64(base64)
              .flatMap(raw -> Signatures.publicKey("Ed25519", x509(raw)))
              .orElseThrow(() -> new IllegalArgumentException("a public key is unreadable"));
      return new Key(
          "v1a,", (presented, signed) -> Signatures.signature("Ed25519", key, presented, signed));
    }

    private static byte[] x509(byte[] raw) {
      return ByteBuffer.allocate(ED25519.length + raw.length).put(ED25519).put(raw).array();
    }
  }

  /** Whether a presented signature is one of what was signed. */
  public interface Proof {
    boolean of(byte[] presented, ByteBuffer... signed);
  }

  private StandardSignature() {}
}
