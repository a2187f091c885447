package dev.leadlight.ingest.imports.shell;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The mappings that come with Leadlight: documents like those that operators save. */
final class Presets {

  /** Lines that are messages already, so that nothing is mapped. */
  static final String EVENTS = "events";

  private static final String[] NAMES = {
    "loyalty-ledger", "pos-transactions", "shopify-orders", "square-orders", "square-transactions"
  };

  private static final Map<String, Map<String, Object>> BY_NAME = load();

  static Optional<Map<String, Object>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All of CSV files, by name. */
  static Map<String, Map<String, Object>> all() {
    return BY_NAME;
  }

  private static Map<String, Map<String, Object>> load() {
    Map<String, Map<String, Object>> presets = new LinkedHashMap<>();
    for (String name : NAMES) {
      try (InputStream in =
          Presets.class.getResourceAsStream("/dev/leadlight/ingest/imports/" + name + ".json")) {
        presets.put(
            name,
            ContractJson.mapper().readValue(requireNonNull(in, name), new TypeReference<>() {}));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return presets;
  }

  private Presets() {}
}
