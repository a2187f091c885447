package dev.leadlight.routing.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A symmetric key of Standard Webhooks: 24 to 64 bytes, written as {@code whsec_} and base64.
 * Version {@code v1} of the signature is HMAC-SHA256 over id, timestamp and body, joined by dots.
 */
public final class WebhookKey {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final SecretKeySpec key;

  private WebhookKey(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if the text is no such key; the message does not show it
   */
  public static WebhookKey parse(String text) {
    String encoded = text.strip();
    if (encoded.startsWith(PREFIX)) {
      byte[] bytes = decoded(encoded.substring(PREFIX.length()));
      if (bytes.length >= SHORTEST && bytes.length <= LONGEST) {
        return new WebhookKey(new SecretKeySpec(bytes, ALGORITHM));
      }
    }
    throw new IllegalArgumentException(
        "a webhook secret is whsec_ followed by the base64 of 24 to 64 random bytes");
  }

  /**
   * {@code v1,<base64>}.
   *
   * @param timestamp of this attempt, Unix seconds
   */
  public String sign(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
