package dev.leadlight.contracts.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureSnapshotTest {

  @Test
  void aFeatureWithoutAValueIsLeftOutAndNotNull() throws Exception {
    ObjectNode sent = golden();
    ((ObjectNode) sent.get("features")).putNull("pages_7d");

    assertThatThrownBy(() -> read(sent)).isInstanceOf(IOException.class);
  }

  @Test
  void itsFeaturesStayAsTheyAre() throws Exception {
    FeatureSnapshot snapshot = read(golden());

    assertThat(snapshot.features()).isUnmodifiable().isNotEmpty();
  }

  private static FeatureSnapshot read(ObjectNode sent) throws IOException {
    return ContractJson.read(ContractJson.write(sent), FeatureSnapshot.class);
  }

  private static ObjectNode golden() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/feature-snapshot"))) {
      Path first = files.sorted().findFirst().orElseThrow();
      return (ObjectNode) ContractJson.mapper().readTree(Files.readAllBytes(first));
    }
  }
}
