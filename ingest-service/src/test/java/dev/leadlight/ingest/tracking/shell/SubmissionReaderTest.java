package dev.leadlight.ingest.tracking.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    assertThat(batch(body).items())
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

  @ParameterizedTest
  @MethodSource("beyondLimits")
  void aMessageBeyondTheLimitsIsRefusedAlone(String properties) {
    String bad = "{\"event\":\"]}\\\"\",\"properties\":%s}".formatted(properties);
    Submission submission =
        batch(
            """
            {"sentAt":"2026-09-21T13:33:20Z","tags":["batch",{"batch":[1]}],"batch":[%s, %s ,%s],
             "context":{"page":{"path":"/"}},"writeKey":"shop"}
            """
                .formatted(MESSAGE, bad, MESSAGE));

    assertThat(submission.problem()).isNull();
    assertThat(submission.writeKey()).isEqualTo("shop");
    assertThat(submission.envelope().sentAt()).isEqualTo(Instant.parse("2026-09-21T13:33:20Z"));
    assertThat(submission.envelope().context()).containsOnlyKeys("page");
    assertThat(submission.items())
        .extracting(item -> item.refusal() == null ? item.fields() : item.refusal().reason())
        .containsExactly(BUILT, RejectionReason.BEYOND_LIMITS, BUILT);
    assertThat(submission.items().get(1).text(bad.length() + 2).strip()).isEqualTo(bad);
  }

  static Stream<String> beyondLimits() {
    return Stream.of(
        "[".repeat(600) + "]".repeat(600),
        "{\"a\":".repeat(200_000) + "1" + "}".repeat(200_000),
        "{\"%s\":1}".formatted("n".repeat(60_000)),
        "9".repeat(500),
        "1e99999999999");
  }

  @Test
  void itsWriteKeyIsThatOfTheFirstMessageThatHasOne() {
    Submission submission =
        batch("{\"batch\":[{\"a\":%s},{\"writeKey\":\"own\"}]}".formatted("9".repeat(500)));

    assertThat(submission.writeKey()).isEqualTo("own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batch\":[NUMBER,]}",
        "{\"batch\":[NUMBER,{}}",
        "{\"batch\":[NUMBER",
        "{\"batch\":[NUMBER \"",
        "{\"batch\":[NUMBER]} 1",
        "{\"batch\":[NUMBER,nil]}",
        "{\"batch\":[1],\"context\":NUMBER}",
        "{\"batch\":[1],\"\\u0062atch\":[NUMBER]}",
        "[{\"batch\":[NUMBER]}]",
        "]]{\"batch\":[NUMBER]}"
      })
  void whatIsNoBatchAroundItIsRefusedAsAWhole(String body) {
    Submission submission = batch(body.replace("NUMBER", "9".repeat(500)));

    assertThat(submission.problem()).isNotNull();
    assertThat(submission.items())
        .extracting(item -> requireNonNull(item.refusal()).reason())
        .containsExactly(RejectionReason.MALFORMED_JSON);
  }

  private static Submission batch(String body) {
    return SubmissionReader.batch(body.getBytes(UTF_8));
  }
}
