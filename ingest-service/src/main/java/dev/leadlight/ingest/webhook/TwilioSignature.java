package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 over the public address with its parameters, and the names
 * and values of a form, sorted by name. The body of anything but a form is proven by its digest in
 * the address. There is no time in it, so a repeat is known by its message id alone.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security">Twilio's request validation</a>
 */
final class TwilioSignature {

  private static final String BODY_DIGEST = "bodySHA256";

  /** Whether it can be an address that Twilio calls. */
  static boolean isAddress(String url) {
    try {
      URI uri = new URI(url);
      return uri.getScheme() != null && uri.getHost() != null;
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }

  static Authenticity check(WebhookRequest request, WebhookSettings settings) {
    Optional<byte[]> signature = request.header("X-Twilio-Signature").flatMap(Signatures::base64);
    Map<String, List<String>> form = request.content().form();
    boolean covered =
        request.isGet() || !form.isEmpty() || request.parameter(BODY_DIGEST).isPresent();
    if (signature.isEmpty() || !covered) {
      return Authenticity.MALFORMED;
    }
    ByteBuffer parameters = Signatures.piece(sorted(form));
    boolean signed =
        addresses(settings.url().orElseThrow(), request).stream()
            .anyMatch(
                address ->
                    Signatures.hmac(
                        Hash.SHA1,
                        settings.secrets(),
                        signature.get(),
                        Signatures.piece(address),
                        parameters));
    return Authenticity.authenticIf(signed && (!form.isEmpty() || hasItsDigest(request)));
  }

  private static String sorted(Map<String, List<String>> form) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(form)
        .forEach(
            (name, values) ->
                new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
    return text.toString();
  }

  /** As registered, with the default port, and without it: Twilio has signed all three. */
  private static List<String> addresses(String registered, WebhookRequest request) {
    int question = registered.indexOf('?');
    URI uri = URI.create(question < 0 ? registered : registered.substring(0, question));
    String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
    String port = "https".equals(uri.getScheme()) ? ":443" : ":80";
    String host = uri.getScheme() + "://" + uri.getHost();
    return List.of(
        uri + query, host + port + uri.getRawPath() + query, host + uri.getRawPath() + query);
  }

  private static boolean hasItsDigest(WebhookRequest request) {
    if (request.isGet()) {
      return true;
    }
    ByteBuffer body = request.body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return request
        .parameter(BODY_DIGEST)
        .flatMap(Signatures::hex)
        .filter(digest -> MessageDigest.isEqual(digest, Sha256.of(bytes)))
        .isPresent();
  }

  private TwilioSignature() {}
}
