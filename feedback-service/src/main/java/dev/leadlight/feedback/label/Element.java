package dev.leadlight.feedback.label;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An element of XML by its local name, since prefixes are the sender's to choose.
 *
 * @param type the local name that {@code xsi:type} says; empty if it says nothing
 * @param text its own text, trimmed
 */
public record Element(String name, String type, String text, List<Element> children) {

  public Element {
    children = List.copyOf(children);
  }

  /** All elements of that name, itself included, however deep, in their order. */
  public Stream<Element> all(String wanted) {
    Stream<Element> below = children.stream().flatMap(child -> child.all(wanted));
    return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
  }

  /** The text of the first child of that name; empty if there is none. */
  public String textOf(String child) {
    return children.stream()
        .filter(each -> each.name.equals(child))
        .map(Element::text)
        .findFirst()
        .orElse("");
  }

  /** The texts of the children by their names, blank ones left out. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    children.stream()
        .filter(child -> !child.text.isEmpty())
        .forEach(child -> fields.putIfAbsent(child.name, child.text));
    return fields;
  }
}
