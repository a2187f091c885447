package dev.leadlight.contracts.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns identities into keys that hide them: the first 16 bytes of HMAC-SHA256 of {@code
 * kind:value} under the installation's identity secret, in base64url without padding (22
 * characters). All services of an installation share the secret; changing it orphans every lead.
 */
public final class IdentityKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 16;
  private static final int SHORTEST_SECRET = 16;

  /**
   * Knows the secret and is cloned for each key: to look the algorithm up and to prepare the secret
   * takes longer than the digest of an identity itself.
   */
  private final Mac keyed;

  private final RecentKeys recent = new RecentKeys();

  private IdentityKeys(Mac keyed) {
    this.keyed = keyed;
  }

  /**
   * Keys under a secret.
   *
   * @throws IllegalArgumentException if the secret has less than 16 bytes
   */
  public static IdentityKeys of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "the identity secret needs at least " + SHORTEST_SECRET + " bytes");
    }
    try {
      Mac keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(bytes, ALGORITHM));
      keyed.update(new byte[0]); // digests the secret's first block now, and not for each key
      return new IdentityKeys(keyed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** The key of an identity: the same for the same identity, for ever. */
  public String keyOf(Identity identity) {
    return recent.of(identity, this::digest);
  }

  private String digest(Identity identity) {
    try {
      Mac mac = (Mac) keyed.clone();
      byte[] digest = mac.doFinal(identity.label().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, KEY_BYTES));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
    }
  }

  /** The id of the lead that starts with this identity. */
  public LeadId leadIdOf(Identity identity) {
    return new LeadId(keyOf(identity));
  }

  /**
   * The id of the lead that an identity has for itself when the one that starts with it is another
   * person's: a device that turned out to be shared, somebody who was mixed up with another. No
   * sent value holds control characters, so nobody gets it by a name.
   */
  public LeadId ownLeadIdOf(Identity identity) {
    return leadIdOf(new Identity(identity.kind(), "\u0001" + identity.value()));
  }
}
