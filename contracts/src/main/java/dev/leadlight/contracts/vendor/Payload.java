package dev.leadlight.contracts.vendor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object of a vendor's JSON, read leniently: what is missing, null or of another kind is absent,
 * for vendors leave out what an account or a person does not allow.
 */
public record Payload(Map<String, ?> fields) {

  public static Payload of(@Nullable Object value) {
    return new Payload(Fields.object(value));
  }

  public Payload object(String name) {
    return of(fields.get(name));
  }

  public List<Payload> objects(String name) {
    return Fields.list(fields.get(name)).stream().map(Payload::of).toList();
  }

  /** The first object of a list; an empty one if there is none. */
  public Payload first(String name) {
    List<Payload> objects = objects(name);
    return objects.isEmpty() ? of(null) : objects.get(0);
  }

  /** Text or a number as trimmed text, never blank. */
  public @Nullable String text(String name) {
    return Fields.text(fields.get(name));
  }

  /** Text or a number as trimmed text, or this instead. */
  public String textOr(String name, String otherwise) {
    return Objects.requireNonNullElse(text(name), otherwise);
  }

  /** The first of several members that is there. */
  public @Nullable String text(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** A whole number. */
  public @Nullable BigDecimal number(String name) {
    return fields.get(name) instanceof Number number ? new BigDecimal(number.toString()) : null;
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  public boolean has(String name) {
    return fields.get(name) != null;
  }
}
