package dev.leadlight.ingest.webhook.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.webhook.BodyKind;
import dev.leadlight.ingest.webhook.WebhookRequest.Content;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of which one element is beyond the limits of what is read. */
class ContentReaderTest {

  private static final String DIGITS = "9".repeat(500);

  @ParameterizedTest
  @MethodSource("beyondLimits")
  void thatOneIsRefusedAlone(String value) {
    String bad = "{\"a\":\"],[\\\"\",\"b\":[%s]}".formatted(value);

    Content content = read("\n[{\"a\":1},\t%s ,7,{\"a\":[2,3]}]\r\n".formatted(bad));

    assertThat(content.fault()).isNull();
    assertThat(content.list()).isTrue();
    assertThat(content.items())
        .extracting(item -> item.refusal() == null ? item.fields() : item.refusal().reason())
        .hasSize(4)
        .startsWith(Map.of("a", 1), RejectionReason.BEYOND_LIMITS, null);
    // The very bytes, which Segment signs.
    assertThat(content.items())
        .extracting(ContentReaderTest::sent)
        .containsExactly("{\"a\":1}", bad, "7", "{\"a\":[2,3]}");
  }

  static Stream<String> beyondLimits() {
    return Stream.of(
        "[".repeat(600) + "]".repeat(600),
        "{\"%s\":1}".formatted("n".repeat(60_000)),
        "\"%s\"".formatted("t".repeat(1_000_001)),
        DIGITS,
        "1e99999999999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[NUMBER]}",
        "NUMBER",
        "[NUMBER,]",
        "[NUMBER,nil]",
        "[NUMBER",
        "[NUMBER}",
        "[NUMBER] 1",
        "[NUMBER] [1]",
        "[1] [NUMBER]",
        "{\"a\":NUMBER}[1]"
      })
  void whatIsNoListCannotBeRead(String body) {
    Content content = read(body.replace("NUMBER", DIGITS));

    assertThat(content.fault()).isNotNull();
    assertThat(content.items()).isEmpty();
  }

  private static Content read(String body) {
    return ContentReader.read(body.getBytes(UTF_8), BodyKind.JSON);
  }

  private static String sent(Item item) {
    return item.text(item.size());
  }
}
