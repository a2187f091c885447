package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.util.List;
import java.util.stream.StreamSupport;

/** The playbooks that an installation starts with. */
final class StarterPlaybooks {

  private static final String RESOURCE = "/playbooks/starter.yaml";

  /** Their documents. */
  static List<JsonNode> documents() {
    return StreamSupport.stream(ContractJson.readResource(RESOURCE).spliterator(), false).toList();
  }

  private StarterPlaybooks() {}
}
