package dev.leadlight.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The AsyncAPI page and the topics that Leadlight creates are the same. */
class TopicsTest {

  private final JsonNode page = ContractJson.readResource("/dev/leadlight/contracts/asyncapi.yaml");

  private final Map<String, JsonNode> channels =
      StreamSupport.stream(page.get("channels").spliterator(), false)
          .collect(
              Collectors.toMap(channel -> channel.get("address").asText(), Function.identity()));

  @Test
  void standOnThePageAllOfThem() {
    assertThat(channels.keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
  }

  @Test
  void haveThePartitionsAndRetentionOfThePage() {
    assertThat(Topics.all())
        .allSatisfy(
            topic -> {
              JsonNode kafka = channel(topic).at("/bindings/kafka");
              JsonNode configuration = kafka.get("topicConfiguration");
              assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
              assertThat(configuration.at("/cleanup.policy/0").asText())
                  .isEqualTo(topic.compacted() ? "compact" : "delete");
              if (!topic.compacted()) {
                assertThat(Duration.ofMillis(configuration.get("retention.ms").asLong()))
                    .isEqualTo(topic.retention());
              }
            });
  }

  @Test
  void haveTheKeysOfThePage() {
    assertThat(Topics.all())
        .allSatisfy(
            topic ->
                assertThat(channel(topic).get("messages"))
                    .isNotEmpty()
                    .allSatisfy(
                        message ->
                            assertThat(
                                    target(message).at("/bindings/kafka/key/description").asText())
                                .isEqualTo(topic.key())));
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(Topics.all())
        .extracting(Topic::name)
        .allMatch(name -> name.matches("leadlight\\.[a-z.-]+\\.v[0-9]+(\\.[a-z]+-service\\.dlq)?"));
  }

  @Test
  void pointToSchemasAndPlacesThatExist() {
    assertThat(references(page, new ArrayList<>()))
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              if (reference.startsWith("#")) {
                assertThat(page.at(reference.substring(1)).isMissingNode()).isFalse();
              } else {
                assertThat(reference).startsWith("schemas/").endsWith(".json");
                String name = reference.substring("schemas/".length(), reference.length() - 5);
                assertThat(Schemas.document(name).get("$id").asText())
                    .isEqualTo(Schemas.BASE + name + ".json");
              }
            });
  }

  private JsonNode channel(Topic topic) {
    return Objects.requireNonNull(channels.get(topic.name()), topic.name());
  }

  private JsonNode target(JsonNode reference) {
    return page.at(reference.get("$ref").asText().substring(1));
  }

  private static List<String> references(JsonNode node, List<String> found) {
    if (node.has("$ref")) {
      found.add(node.get("$ref").asText());
    }
    node.forEach(child -> references(child, found));
    return found;
  }
}
