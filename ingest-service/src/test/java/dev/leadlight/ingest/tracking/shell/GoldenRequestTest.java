package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.body.shell.ContentEncoding;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.Intake.Judged;
import dev.leadlight.ingest.intake.Verdict;
import dev.leadlight.ingest.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no recording has, and the events they become, byte for byte as JSON. */
class GoldenRequestTest {

  private static final ObjectMapper JSON = ContractJson.mapper();
  private static final int LIMIT = 512_000;

  @ParameterizedTest
  @ValueSource(strings = {"analytics-java-batch", "odd-messages"})
  void becomesTheEventsOfItsGoldenFile(String name) throws IOException {
    // Given
    JsonNode request = JSON.readTree(resource(name + ".request.json"));
    String encoding = request.path("encoding").asText("identity");
    byte[] sent = encoded(JSON.writeValueAsBytes(request.get("body")), encoding);

    // When
    byte[] body = ContentEncoding.decoded(sent, encoding, LIMIT);
    ArrayNode outcome = judged(submission(request.get("path").asText(), body), request);

    // Then
    assertThat(outcome.toPrettyString())
        .isEqualTo(JSON.readTree(resource(name + ".events.json")).toPrettyString());
  }

  private static ArrayNode judged(Submission submission, JsonNode request) throws IOException {
    Source shop = new Source("shop", Channel.ONLINE, Set.of());
    Instant receivedAt = Instant.parse(request.get("receivedAt").asText());
    Delivery delivery =
        new Delivery(
            shop,
            "/v1",
            receivedAt,
            submission.call(),
            submission.envelope(),
            submission.items(),
            32_768);
    ArrayNode outcome = JSON.createArrayNode();
    for (Judged judged : Intake.of(delivery, () -> "fresh").judged()) {
      outcome.add(JSON.readTree(json(judged.verdict())));
    }
    return outcome;
  }

  private static byte[] json(Verdict verdict) {
    return verdict.fold(
        accepted -> ContractJson.write(accepted.event()),
        rejected -> ContractJson.write(List.of(rejected.reason().code(), rejected.pointer())));
  }

  private static Submission submission(String path, byte[] body) {
    return Call.ofEndpoint(path)
        .map(call -> SubmissionReader.single(call, body))
        .orElseGet(() -> SubmissionReader.batch(body));
  }

  private static byte[] encoded(byte[] body, String encoding) throws IOException {
    if (encoding.equals("identity")) {
      return body;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GoldenRequestTest.class.getResourceAsStream("/golden/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
