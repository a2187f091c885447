package dev.leadlight.contracts.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4), and what is made of it: ids that are the same whenever they are made of the
 * same, and names that do not show what they stand for. Texts are digested as UTF-8.
 */
public final class Sha256 {

  private static final int ID_BYTES = 16;

  /** Cloned for each digest, and never used itself: to look it up takes as long as a digest. */
  private static final MessageDigest BLANK = blank();

  private Sha256() {}

  /** The 32 bytes of a digest. */
  public static byte[] of(byte[] content) {
    try {
      return ((MessageDigest) BLANK.clone()).digest(content);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own SHA-256 can be cloned", e);
    }
  }

  /** The 32 bytes of a text's digest. */
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 64 lower-case hexadecimal digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }

  /** The same of a text. */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 128 bits, in base64url without padding: 22 characters. */
  public static String id(byte[] content) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(of(content), ID_BYTES));
  }

  /** The same of a text. */
  public static String id(String text) {
    return id(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 64 bits, the first byte highest. */
  public static long number(String text) {
    return ByteBuffer.wrap(of(text)).getLong();
  }

  private static MessageDigest blank() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
