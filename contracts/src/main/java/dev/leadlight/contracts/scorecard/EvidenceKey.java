package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.Signal;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's evidence is kept under: the same for rules, and for versions of a card, that look
 * at the same signals, conditions and distinct property. So other points, caps or decay find the
 * evidence already there, and only a changed condition starts from nothing.
 *
 * @param value first 8 bytes of the SHA-256 of the condition's canonical text
 */
public record EvidenceKey(long value) {

  /** The key of events of these signals, whatever their properties. */
  public static EvidenceKey ofAny(Set<Signal> on) {
    return of(on, null, null);
  }

  /** The key of a condition as it stands in the document. */
  static EvidenceKey of(Set<Signal> on, @Nullable JsonNode where, @Nullable String distinct) {
    String text =
        new TreeSet<>(on)
            + "|"
            + (where == null ? "" : canonical(where))
            + "|"
            + (distinct == null ? "" : distinct);
    return new EvidenceKey(Sha256.number(text));
  }

  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, String> fields = new TreeMap<>();
      node.properties().forEach(e -> fields.put(e.getKey(), canonical(e.getValue())));
      return fields.toString();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(EvidenceKey::canonical)
          .toList()
          .toString();
    }
    // A console that reads 129.90 and writes 129.9 has not changed the condition.
    return node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : node.toString();
  }
}
