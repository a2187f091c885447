package dev.leadlight.ingest.webhook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.Intake.Judged;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.Verdict;
import dev.leadlight.ingest.webhook.Vendors;
import dev.leadlight.ingest.webhook.WebhookAnswer;
import dev.leadlight.platform.webhook.Authenticity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What vendors really send, and the events it becomes. Each file of {@code webhooks/<vendor>} is a
 * request with the settings of its source; a new vendor joins by adding one. {@link WebhookFixture}
 * tells how they are written. What came out instead of the expected stands in {@code
 * target/webhooks}.
 */
class GoldenWebhookTest {

  static Stream<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(WebhookFixture.ROOT, 2)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void becomesTheEventsOfItsFile(Path file) throws IOException {
    WebhookFixture fixture = WebhookFixture.read(file);

    assertThat(fixture.check(fixture.request())).isEqualTo(fixture.authenticity());
    JsonNode actual = fixture.isAuthentic() ? outcome(fixture) : fixture.document();

    keep(file, actual);
    assertThat(actual.toPrettyString()).isEqualTo(fixture.document().toPrettyString());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void noBitOfWhatIsSignedCanBeChanged(Path file) throws IOException {
    WebhookFixture fixture = WebhookFixture.read(file);
    byte[] body = fixture.body();
    for (int at : fixture.signedBytes()) {
      byte[] forged = body.clone();
      forged[at] ^= 1;
      assertThat(fixture.check(fixture.request(forged)))
          .as("byte %d", at)
          .isNotEqualTo(Authenticity.AUTHENTIC);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aRepeatIsKnownByItsIds(Path file) throws IOException {
    WebhookFixture fixture = WebhookFixture.read(file);
    List<Object> ids = ids(fixture);

    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates().isEqualTo(ids(fixture));
  }

  /** Vendors change their payloads and leave out what an account doesn't allow. */
  @ParameterizedTest
  @MethodSource("fixtures")
  void noOddPayloadBreaksAnAdapter(Path file) throws IOException {
    WebhookFixture fixture = WebhookFixture.read(file);
    for (JsonNode odd : fixture.oddBodies()) {
      for (Item item : fixture.items(ContractJson.write(odd))) {
        judged(fixture, List.of(item));
      }
    }
  }

  @Test
  void eachVendorHasItsFixtures() {
    assertThat(Vendors.names())
        .allSatisfy(
            vendor -> assertThat(WebhookFixture.ROOT.resolve(vendor)).isNotEmptyDirectory());
  }

  private static List<Object> ids(WebhookFixture fixture) {
    List<Object> ids = new ArrayList<>();
    for (Item item : fixture.isAuthentic() ? fixture.items() : List.<Item>of()) {
      if (item.fields() != null) {
        ids.add(item.fields().get("messageId"));
      }
    }
    return ids;
  }

  private static JsonNode outcome(WebhookFixture fixture) throws IOException {
    ObjectNode document = fixture.document().deepCopy();
    ArrayNode events = document.putArray("events");
    for (Judged judged : judged(fixture, fixture.items())) {
      events.add(ContractJson.mapper().readTree(json(judged.verdict())));
    }
    if (document.has("answer")) {
      WebhookAnswer answer = fixture.answer();
      document.putArray("answer").add(answer.contentType()).add(answer.body());
    }
    return document;
  }

  private static List<Judged> judged(WebhookFixture fixture, List<Item> items) {
    Delivery delivery =
        new Delivery(
            fixture.source(),
            "/v1/webhooks/" + fixture.source().name(),
            fixture.now(),
            null,
            Envelope.NONE,
            items,
            Integer.MAX_VALUE);
    return Intake.of(delivery, () -> "fresh").judged();
  }

  private static byte[] json(Verdict verdict) {
    return verdict.fold(
        accepted -> ContractJson.write(accepted.event()),
        rejected -> ContractJson.write(List.of(rejected.reason().code(), rejected.pointer())));
  }

  private static void keep(Path file, JsonNode actual) throws IOException {
    Path kept = Path.of("target/webhooks").resolve(WebhookFixture.ROOT.relativize(file));
    Files.createDirectories(Objects.requireNonNull(kept.getParent()));
    Files.writeString(kept, actual.toPrettyString() + "\n");
  }
}
