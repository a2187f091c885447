package dev.leadlight.routing.connector;

import dev.leadlight.contracts.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A POST to be made, without its address, which is a secret with some systems.
 *
 * @param headers content type included
 * @param body sent as UTF-8
 */
public record HttpMessage(Map<String, String> headers, String body) {

  public HttpMessage {
    headers = Map.copyOf(headers);
  }

  /** A value as JSON. */
  public static HttpMessage json(Object value) {
    return json(Map.of(), text(value));
  }

  /** A body of JSON with further headers. */
  public static HttpMessage json(Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/json; charset=utf-8");
    return new HttpMessage(all, body);
  }

  /** A value as JSON text. */
  public static String text(Object value) {
    return new String(ContractJson.write(value), StandardCharsets.UTF_8);
  }
}
