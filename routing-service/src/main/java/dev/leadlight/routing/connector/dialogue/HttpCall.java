package dev.leadlight.routing.connector.dialogue;

import dev.leadlight.routing.connector.HttpMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call to a system that has a base address.
 *
 * @param target path and query, to be put behind the base URL
 * @param message without credentials
 * @param isRemembered whether a good answer may be used for the same call for an hour
 */
public record HttpCall(String target, HttpMessage message, boolean isRemembered) {

  /** A call that is made each time. */
  public static HttpCall of(String target, HttpMessage message) {
    return new HttpCall(target, message, false);
  }

  public static HttpCall get(String target) {
    return of(target, HttpMessage.empty("GET", Map.of()));
  }

  public static HttpCall delete(String target) {
    return of(target, HttpMessage.empty("DELETE", Map.of()));
  }

  /** A POST of a value as JSON. */
  public static HttpCall post(String target, Object json) {
    return of(target, HttpMessage.json(json));
  }

  /** A PATCH of a value as JSON. */
  public static HttpCall patch(String target, Object json) {
    return of(target, HttpMessage.json(json).by("PATCH"));
  }

  /** The same with a further header, or another value for it. */
  public HttpCall header(String name, String value) {
    Map<String, String> more = new HashMap<>(message.headers());
    more.put(name, value);
    return new HttpCall(
        target, new HttpMessage(message.method(), more, message.body()), isRemembered);
  }

  /** The same, whose good answer may be used again. */
  public HttpCall remembered() {
    return new HttpCall(target, message, true);
  }

  /** Percent-encoded, for a path or a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** {@code a=1&b=2}, percent-encoded, in the map's order. */
  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }
}
