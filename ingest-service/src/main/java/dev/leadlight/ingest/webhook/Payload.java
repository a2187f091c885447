package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a vendor's JSON, read leniently: what is missing, null or of another kind is absent,
 * for vendors leave out what an account or a person does not allow.
 */
record Payload(Map<String, ?> fields) {

  static Payload of(@Nullable Object value) {
    return new Payload(Fields.object(value));
  }

  Payload object(String name) {
    return of(fields.get(name));
  }

  List<Payload> objects(String name) {
    return Fields.list(fields.get(name)).stream().map(Payload::of).toList();
  }

  /** Text or a number as trimmed text, never blank. */
  @Nullable String text(String name) {
    return Fields.text(fields.get(name));
  }

  /** The first of several members that is there. */
  @Nullable String text(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** A whole number. */
  @Nullable BigDecimal number(String name) {
    return fields.get(name) instanceof Number number ? new BigDecimal(number.toString()) : null;
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }
}
