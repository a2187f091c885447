package dev.leadlight.routing.connector;

import dev.leadlight.contracts.json.ContractJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call to be made, without its address, which is a secret with some systems.
 *
 * @param method such as {@code POST}
 * @param headers content type included
 * @param body sent as UTF-8; empty if there is none
 */
public record HttpMessage(String method, Map<String, String> headers, String body) {

  public HttpMessage {
    headers = Map.copyOf(headers);
  }

  /** A call without a body. */
  public static HttpMessage empty(String method, Map<String, String> headers) {
    return new HttpMessage(method, headers, "");
  }

  /** A POST of a form. */
  public static HttpMessage form(Map<String, String> headers, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/x-www-form-urlencoded");
    return new HttpMessage(
        "POST",
        all,
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  /** The same with another method. */
  public HttpMessage by(String otherMethod) {
    return new HttpMessage(otherMethod, headers, body);
  }

  /** A POST of a value as JSON. */
  public static HttpMessage json(Object value) {
    return json(Map.of(), text(value));
  }

  /** A POST of JSON with further headers. */
  public static HttpMessage json(Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/json; charset=utf-8");
    return new HttpMessage("POST", all, body);
  }

  /** A value as JSON text. */
  public static String text(Object value) {
    return new String(ContractJson.write(value), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
