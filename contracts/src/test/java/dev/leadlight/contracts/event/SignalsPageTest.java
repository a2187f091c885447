package dev.leadlight.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for people says the same as the catalogue. */
class SignalsPageTest {

  private static final Path PAGE = Path.of("../docs/signals.md");
  private static final String TABLE = "| signal | meaning | channel | other names | from |\n";

  @Test
  void hasARowForEachSignalInTheOrderOfTheCatalogue() throws IOException {
    String expected =
        TABLE
            + "| --- | --- | --- | --- | --- |\n"
            + CatalogueDocument.signals()
                .map(SignalsPageTest::row)
                .collect(Collectors.joining("\n", "", "\n"));
    Path suggestion = Path.of("target/signals-table.md");
    Files.writeString(suggestion, expected);
    String page = Files.readString(PAGE);
    assertThat(page)
        .as("the table of %s differs; put the one of contracts/%s there", PAGE, suggestion)
        .contains(expected);
    assertThat(page.substring(page.indexOf(TABLE)).lines().filter(line -> line.startsWith("|")))
        .hasSameSizeAs(expected.lines().toList());
  }

  private static String row(JsonNode signal) {
    String channel = signal.path("channel").asText("of the source").replace('_', '-');
    return "| `%s` | %s | %s%s | %s | %s |"
        .formatted(
            signal.get("name").asText(),
            signal.get("meaning").asText(),
            channel,
            signal.path("shopper").asBoolean(true) ? "" : "; no shopper",
            CatalogueDocument.aliasesOf(signal)
                .map(alias -> "`" + alias + "`")
                .collect(Collectors.joining(", ")),
            signal.get("spec").asText());
  }
}
