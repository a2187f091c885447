package dev.leadlight.routing.connector.email;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What people write, as the headers of a mail can hold it: in ASCII. */
public final class MailHeaders {

  /** Of text in an encoded word, which may have 75 characters (RFC 2047, section 2). */
  private static final int WORD_BYTES = 45;

  private static final String ENCODED = "=?";

  /**
   * A subject, in encoded words (RFC 2047) where it needs them. The mailer would encode each half
   * of a surrogate pair by itself, which leaves two question marks of an emoji; and take for
   * encoded what somebody's name only looks like.
   */
  public static String subject(String text) {
    boolean isPlain = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    return isPlain && !text.contains(ENCODED) ? text : String.join(" ", words(text));
  }

  /**
   * An address with its domain as the DNS knows it (RFC 5891): only servers that offer SMTPUTF8
   * would take another one.
   */
  public static String address(String address) {
    int at = address.lastIndexOf('@');
    try {
      return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    } catch (IllegalArgumentException noDomain) {
      return address; // which the mailer or the server says of it
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int wide =
          text.substring(at, text.offsetByCodePoints(at, 1))
              .getBytes(StandardCharsets.UTF_8)
              .length;
      if (bytes + wide > WORD_BYTES) {
        words.add(word(text.substring(from, at)));
        from = at;
        bytes = 0;
      }
      bytes += wide;
    }
    words.add(word(text.substring(from)));
    return words;
  }

  private static String word(String text) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }

  private MailHeaders() {}
}
