package dev.leadlight.routing.connector.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes JSON objects whose members have an order, so that the same facts give the same bytes. */
public final class JsonObject {

  /**
   * An object of names and values in turn. Absent (null) values leave their name out.
   *
   * @throws ClassCastException if a name is not text
   */
  public static Map<String, Object> of(@Nullable Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = (String) namesAndValues[i];
      Object value = namesAndValues[i + 1];
      if (name != null && value != null) {
        object.put(name, value);
      }
    }
    return object;
  }

  private JsonObject() {}
}
