package dev.leadlight.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The catalogue as its file has it, in the order of the file. */
final class CatalogueDocument {

  private CatalogueDocument() {}

  static Stream<JsonNode> signals() {
    JsonNode document = ContractJson.readResource("/dev/leadlight/contracts/signals.yaml");
    return StreamSupport.stream(document.get("signals").spliterator(), false);
  }

  static List<String> aliases() {
    return signals().flatMap(CatalogueDocument::aliasesOf).toList();
  }

  static Stream<String> aliasesOf(JsonNode signal) {
    return StreamSupport.stream(signal.path("aliases").spliterator(), false).map(JsonNode::asText);
  }
}
