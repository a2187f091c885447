package dev.leadlight.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.TopicRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a topic from its beginning to what is its end now. */
record TopicReader(String bootstrapServers) {

  List<JsonNode> values(Topic topic) throws IOException {
    List<JsonNode> values = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found :
        TopicRecords.read(bootstrapServers, topic, record -> true)) {
      values.add(ContractJson.mapper().readTree(found.value()));
    }
    return values;
  }
}
