package dev.leadlight.feedback.label;

import dev.leadlight.contracts.vendor.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message's body, read.
 *
 * @param json maps, lists, text, numbers and truth values; null if it is none
 * @param form the fields of a form, of repeated ones the first
 * @param xml the root; null if it is none
 */
public record Content(@Nullable Object json, Map<String, String> form, @Nullable Element xml) {

  public static Content ofJson(@Nullable Object json) {
    return new Content(json, Map.of(), null);
  }

  public static Content ofForm(Map<String, String> form) {
    return new Content(null, form, null);
  }

  public static Content ofXml(Element xml) {
    return new Content(null, Map.of(), xml);
  }

  /** The elements of a JSON list, or the one value. */
  public List<?> items() {
    return json instanceof List<?> list ? list : List.of(Fields.object(json));
  }

  /** JSON pointer to the item of that index. */
  public String pointer(int index) {
    return json instanceof List<?> ? "/" + index : "";
  }
}
