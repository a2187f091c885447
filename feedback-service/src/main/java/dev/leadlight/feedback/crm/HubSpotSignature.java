package dev.leadlight.feedback.crm;

import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HubSpot's signature, version 3: over method, address, body and the millisecond of the attempt. Of
 * the address, which is the one that HubSpot called, only some escapes are decoded.
 */
final class HubSpotSignature {

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  private static final Map<String, String> DECODED =
      Map.ofEntries(
          Map.entry("%3A", ":"),
          Map.entry("%2F", "/"),
          Map.entry("%3F", "?"),
          Map.entry("%40", "@"),
          Map.entry("%21", "!"),
          Map.entry("%24", "$"),
          Map.entry("%27", "'"),
          Map.entry("%28", "("),
          Map.entry("%29", ")"),
          Map.entry("%2A", "*"),
          Map.entry("%2C", ","),
          Map.entry("%3B", ";"));

  static Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    String timestamp =
        request
            .header("X-HubSpot-Request-Timestamp")
            .filter(text -> text.matches("[0-9]{1,15}"))
            .orElse("");
    byte[] presented =
        request
            .header("X-HubSpot-Signature-v3")
            .flatMap(Signatures::base64)
            .orElseGet(() -> new byte[0]);
    if (timestamp.isEmpty() || presented.length == 0) {
      return Authenticity.MALFORMED;
    }
    boolean signed =
        Signatures.hmac(
            Hash.SHA256,
            settings.secrets(),
            presented,
            Signatures.piece(request.method() + decoded(settings.url().orElse(""))),
            request.body(),
            Signatures.piece(timestamp));
    if (!signed) {
      return Authenticity.FORGED;
    }
    return Signatures.isFresh(Instant.ofEpochMilli(Long.parseLong(timestamp)), now)
        ? Authenticity.AUTHENTIC
        : Authenticity.STALE;
  }

  /** An address with the escapes decoded that HubSpot decodes. */
  static String decoded(String address) {
    return ESCAPE
        .matcher(address)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    DECODED.getOrDefault(found.group().toUpperCase(Locale.ROOT), found.group())));
  }

  private HubSpotSignature() {}
}
