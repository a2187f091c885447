package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.HEADER;
import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An import is ended by its sender and by nothing else. */
@QuarkusTest
class ImportContinuationTest extends ImportedFiles {

  @Test
  void goesOnWhereTheConnectionBroke() throws IOException {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < 6_000; i++) {
      file.append(calls.line("T" + i + "-", "P-1", "1", "1.00", "sale"));
      file.append(calls.line("T" + i + "-", "P-2", "1", "2.00", "sale"));
    }
    byte[] bytes = file.toString().getBytes(UTF_8);

    // When: three quarters, ending within a row, then silence
    try (Upload upload = Upload.begin(calls.run, bytes.length)) {
      upload.send(bytes, 0, bytes.length * 3 / 4);
      await().atMost(60, SECONDS).until(() -> calls.offset() > bytes.length / 4);
    }
    await().atMost(60, SECONDS).until(() -> calls.state().equals("interrupted"));

    // Then
    int offset = calls.offset();
    assertThat(offset).isBetween(bytes.length / 4, bytes.length * 3 / 4);
    assertThat(bytes[offset - 1]).isEqualTo((byte) '\n');
    calls
        .part(offset - 1, "?1", Arrays.copyOfRange(bytes, offset, bytes.length))
        .statusCode(409)
        .header("Upload-Offset", String.valueOf(offset));
    calls
        .goOn(bytes, offset)
        .statusCode(200)
        .body("rows", equalTo(12_000))
        .body("accepted", equalTo(6_000))
        .body("messages", equalTo(6_000));

    List<ShopperEvent> events = calls.events(infrastructure);
    assertThat(events.stream().map(ShopperEvent::id).distinct()).hasSize(6_000);
    assertThat(events).allSatisfy(event -> assertThat(event.value()).isEqualByComparingTo("3.00"));
  }

  @Test
  void takesAFileInParts() {
    String file =
        HEADER + calls.line("A", "P-1", "1", "1.00", "") + calls.line("B", "P-1", "1", "2.00", "");
    int half = file.length() - 20;
    byte[] bytes = file.getBytes(UTF_8);
    int offset =
        Integer.parseInt(
            calls
                .order("pos-transactions")
                .header("Upload-Complete", "?0")
                .body(Arrays.copyOf(bytes, half))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .header("Upload-Complete", "?0")
                .extract()
                .header("Upload-Offset"));

    calls
        .goOn(bytes, offset)
        .statusCode(200)
        .header("Upload-Complete", "?1")
        .body("accepted", equalTo(2));

    assertThat(calls.events(infrastructure)).hasSize(2);
  }

  @Test
  void isCancelledForGood() {
    calls
        .order("pos-transactions")
        .header("Upload-Complete", "?0")
        .body(HEADER + calls.line("A", "P-1", "1", "1.00", ""))
        .post("/v1/imports")
        .then()
        .statusCode(201);

    operator().delete("/v1/imports/" + calls.run).then().statusCode(200);

    assertThat(calls.state()).isEqualTo("cancelled");
    calls.part(0, "?1", new byte[1]).statusCode(409);
  }

  @Test
  void isCancelledWhileItsFileComes() throws IOException {
    byte[] file = calls.receipts(6_000);
    try (Upload upload = Upload.begin(calls.run, file.length)) {
      upload.send(file, 0, file.length / 2);
      await().atMost(60, SECONDS).until(() -> calls.offset() > 0);

      operator().delete("/v1/imports/" + calls.run).then().statusCode(200);

      assertThat(upload.answer()).startsWith("HTTP/1.1 409");
    }
    assertThat(calls.state()).isEqualTo("cancelled");
    // That one stays when the topic is compacted.
    List<ConsumerRecord<String, byte[]>> states =
        TopicRecords.read(
            infrastructure.kafkaBootstrapServers(),
            Topics.IMPORTS,
            record -> record.key().equals("import:" + calls.run));
    assertThat(new String(states.get(states.size() - 1).value(), UTF_8))
        .contains("\"state\":\"cancelled\"");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "yes", "1"})
  void isNotEndedByAPartThatDoesNotSaySo(@Nullable String complete) {
    byte[] file = calls.receipts(2);
    calls
        .order("pos-transactions")
        .header("Upload-Complete", "?0")
        .body(HEADER)
        .post("/v1/imports")
        .then()
        .statusCode(201);

    RequestSpecification part = operator().header("Upload-Offset", HEADER.length());
    (complete == null ? part : part.header("Upload-Complete", complete))
        .body(Arrays.copyOfRange(file, HEADER.length(), file.length))
        .patch("/v1/imports/" + calls.run)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.parameter", contains("Upload-Complete"))
        .body("detail", containsString("?0"));

    assertThat(calls.state()).isEqualTo("interrupted");
    assertThat(calls.events(infrastructure)).isEmpty();
    calls.goOn(file, HEADER.length()).statusCode(200).body("accepted", equalTo(2));
  }
}
