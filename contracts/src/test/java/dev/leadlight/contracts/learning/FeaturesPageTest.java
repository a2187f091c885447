package dev.leadlight.contracts.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page for people says the same as the catalogue. */
class FeaturesPageTest {

  private static final Path PAGE = Path.of("../docs/features.md");

  private final JsonNode document =
      ContractJson.readResource("/dev/leadlight/contracts/features.yaml");

  @Test
  void hasARowForEachCounterAndEachFeature() throws IOException {
    String counters =
        "| counter | counts |\n| --- | --- |\n"
            + rows("counters", FeaturesPageTest::counter)
            + "\n";
    String features =
        "| feature | unit | meaning |\n| --- | --- | --- |\n"
            + rows("features", FeaturesPageTest::feature)
            + "\n";
    Path suggestion = Path.of("target/features-tables.md");
    Files.writeString(suggestion, counters + "\n" + features);
    assertThat(Files.readString(PAGE))
        .as("the tables of %s differ; put those of contracts/%s there", PAGE, suggestion)
        .contains(counters)
        .contains(features)
        .contains("version " + FeatureCatalogue.standard().version());
  }

  @Test
  void countsSignalsThatAreKnown() {
    assertThat(FeatureCatalogue.standard().counters())
        .flatExtracting(FeatureCatalogue.Counter::signals)
        .doesNotHaveDuplicates()
        .allSatisfy(
            signal ->
                assertThat(SignalCatalogue.standard().find(signal)).as(signal.name()).isPresent());
  }

  private interface Row {
    String of(JsonNode node);
  }

  private String rows(String list, Row row) {
    return StreamSupport.stream(document.get(list).spliterator(), false)
        .map(row::of)
        .collect(Collectors.joining("\n"));
  }

  private static String counter(JsonNode node) {
    String meaning =
        node.has("meaning")
            ? node.get("meaning").asText()
            : StreamSupport.stream(node.get("signals").spliterator(), false)
                .map(signal -> "`" + signal.asText() + "`")
                .collect(Collectors.joining(", "));
    return "| `%s` | %s |".formatted(node.get("name").asText(), meaning);
  }

  private static String feature(JsonNode node) {
    return "| `%s` | %s | %s |"
        .formatted(
            node.get("name").asText(), node.get("unit").asText(), node.get("meaning").asText());
  }
}
