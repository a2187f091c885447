package dev.leadlight.ingest.tracking.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is built of a message; the rest of it is only kept as it was sent. */
class SubmissionReaderTest {

  private static final String MESSAGE =
      """
      {"event":"Viewed","integrations":{"All":true,"Mixpanel":[{"a":1}]},"_metadata":{"b":[1]},\
      "context":{"library":{"name":"x"},"userAgent":"Mozilla","page":{"path":"/"},"os":null},\
      "userId":"u"}""";

  private static final Map<String, ?> BUILT =
      Map.of("event", "Viewed", "context", Map.of("page", Map.of("path", "/")), "userId", "u");

  @Test
  void whatNoEventCarriesOnIsNotBuilt() {
    Item item = SubmissionReader.single(Call.TRACK, MESSAGE.getBytes(UTF_8)).items().get(0);

    assertThat(item.fields()).isEqualTo(BUILT);
    assertThat(item.text(MESSAGE.length())).isEqualTo(MESSAGE);
  }

  @Test
  void norIsItInABatch() {
    String body = "{\"batch\":[%s,%s]}".formatted(MESSAGE, MESSAGE);

    assertThat(SubmissionReader.batch(body.getBytes(UTF_8)).items())
        .hasSize(2)
        .allSatisfy(item -> assertThat(item.fields()).isEqualTo(BUILT))
        .allSatisfy(item -> assertThat(item.text(MESSAGE.length())).isEqualTo(MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[\"library\"]", "\"library\""})
  void aContextThatIsNoObjectDoesNoHarm(String context) {
    String body = "{\"event\":\"Viewed\",\"context\":%s,\"userId\":\"u\"}".formatted(context);

    Item item = SubmissionReader.single(Call.TRACK, body.getBytes(UTF_8)).items().get(0);

    assertThat(requireNonNull(item.fields()).get("event")).isEqualTo("Viewed");
    assertThat(item.fields().get("userId")).isEqualTo("u");
  }
}
