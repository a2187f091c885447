package dev.leadlight.contracts.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReaderTest {

  private static ObjectNode golden(String name) throws IOException {
    return (ObjectNode)
        ContractJson.mapper()
            .readTree(
                Files.readAllBytes(
                    Path.of("src/test/resources/golden/predictive-model/" + name + ".json")));
  }

  private static List<String> pointers(JsonNode document) {
    return ModelReader.read(document).errors().stream()
        .map(Place::pointer)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "trees"})
  void readsWhatIsRight(String name) throws IOException {
    assertThat(ModelReader.read(golden(name)).errors()).isEmpty();
    assertThat(ModelReader.read(golden(name)).value()).isNotNull();
  }

  @Test
  void namesFeaturesThatDoNotExist() throws IOException {
    ObjectNode linear = golden("linear");
    ((ObjectNode) linear.at("/linear/terms/1")).put("feature", "shoe_size");
    ObjectNode trees = golden("trees");
    ((ObjectNode) trees.at("/trees/trees/0/nodes/0")).put("feature", "shoe_size");
    assertThat(pointers(linear)).containsExactly("/linear/terms/1/feature");
    assertThat(pointers(trees)).containsExactly("/trees/trees/0/nodes/0/feature");
  }

  @Test
  void refusesTreesThatGoInCirclesOrNowhere() throws IOException {
    ObjectNode trees = golden("trees");
    ((ObjectNode) trees.at("/trees/trees/0/nodes/0")).put("left", 3).put("right", 0);
    assertThat(pointers(trees)).contains("/trees/trees/0/nodes/0/right");
    ((ObjectNode) trees.at("/trees/trees/0/nodes/0")).put("right", 2);
    assertThat(pointers(trees)).containsExactly("/trees/trees/0/nodes/0/left");
  }

  @Test
  void refusesOtherVersionsOfTheFeaturesAndTwoModelsInOne() throws IOException {
    assertThat(pointers(golden("linear").put("featuresVersion", 1)))
        .containsExactly("/featuresVersion");
    ObjectNode both = golden("linear");
    both.set("trees", golden("trees").get("trees"));
    assertThat(ModelReader.read(both).errors()).isNotEmpty();
    assertThat(ModelReader.read(golden("trees").without("trees")).errors()).isNotEmpty();
  }
}
