package dev.leadlight.routing.connector.email;

import java.nio.charset.StandardCharsets;

/**
 * Text in a header field's value: percent-encoded UTF-8 (RFC 3986) for everything but printable
 * ASCII, and for the space, the comma and the percent sign. So {@code user:u1} stays as it is, and
 * nothing can end the line or the list it stands in.
 */
final class HeaderText {

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > ' ' && c < 0x7f && c != ',' && c != '%') {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private HeaderText() {}
}
