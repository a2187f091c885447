package dev.leadlight.ingest.tracking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message told by an image's address: each parameter is a field, and dots descend, so {@code
 * properties.product_id=P-77} is a property.
 */
public final class PixelQuery {

  /** Parameters deeper than that keep their dots. */
  private static final int DEEPEST = 4;

  /** The message; of a repeated parameter the first value counts. */
  public static Map<String, Object> message(Map<String, List<String>> parameters) {
    Map<String, Object> message = new HashMap<>();
    parameters.forEach(
        (name, values) -> put(message, name.split("\\.", DEEPEST), 0, values.get(0)));
    return message;
  }

  private static void put(Map<String, Object> into, String[] path, int step, String value) {
    if (step == path.length - 1) {
      into.putIfAbsent(path[step], value);
      return;
    }
    Object nested = into.computeIfAbsent(path[step], name -> new HashMap<String, Object>());
    if (nested instanceof Map<?, ?> map) {
      put(writable(map), path, step + 1, value);
    }
  }

  /** All maps in a message are made here. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> writable(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  private PixelQuery() {}
}
