package dev.leadlight.feedback.label.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.platform.webhook.Authenticity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What vendors send, and the outcomes and events it becomes. Each file of {@code labels/<vendor>}
 * is a message with the settings of its source; {@link LabelFixture} tells how they are written.
 * What came out instead of the expected stands in {@code target/labels}.
 */
class GoldenLabelTest {

  static Stream<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(LabelFixture.ROOT, 2)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void becomesWhatItsFileSays(Path file) throws IOException {
    LabelFixture fixture = LabelFixture.read(file);

    assertThat(fixture.check(fixture.body())).isEqualTo(Authenticity.AUTHENTIC);
    JsonNode actual = fixture.outcome();

    keep(file, actual);
    assertThat(actual.toPrettyString()).isEqualTo(fixture.document().toPrettyString());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void noBitOfWhatIsSignedCanBeChanged(Path file) throws IOException {
    LabelFixture fixture = LabelFixture.read(file);
    for (int at = 0; fixture.isSigned() && at < fixture.body().length; at++) {
      byte[] forged = fixture.body();
      forged[at] ^= 1;
      assertThat(fixture.check(forged)).as("byte %d", at).isNotEqualTo(Authenticity.AUTHENTIC);
    }
  }

  private static void keep(Path file, JsonNode actual) throws IOException {
    Path kept = Path.of("target/labels").resolve(LabelFixture.ROOT.relativize(file));
    Files.createDirectories(Objects.requireNonNull(kept.getParent()));
    Files.write(
        kept, ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(actual));
  }
}
