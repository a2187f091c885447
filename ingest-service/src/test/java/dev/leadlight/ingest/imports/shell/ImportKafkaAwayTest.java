package dev.leadlight.ingest.imports.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.ServerKind;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Kafka stands still in the middle of a file: nothing is lost, counted twice or piled up. */
@QuarkusTest
class ImportKafkaAwayTest extends ImportedFiles {

  private static final int ROWS = 6_000;
  private static final int MEGABYTE = 1 << 20;

  /** What both ends of a connection hold in the kernel, at the most that Linux gives them. */
  private static final long CONNECTION = 40 * MEGABYTE;

  /** A window of rows, two chunks, what waits in the pipe, and their objects. */
  private static final long HELD = 32 * MEGABYTE;

  @Test
  void waitsAndCountsEachRowOnce() throws IOException {
    ManagedServer kafka = infrastructure.server(ServerKind.KAFKA);
    byte[] file = calls.receipts(ROWS);
    String answer;

    try (Upload upload = begun(file)) {
      double before = refusedByKafka();
      kafka.freeze();
      try {
        upload.send(file, file.length / 2, file.length);
        await().atMost(60, SECONDS).until(() -> refusedByKafka() > before);
      } finally {
        kafka.thaw();
      }
      answer = upload.answer();
    }

    // A busy machine may have taken longer than an import waits.
    if (!answer.startsWith("HTTP/1.1 201")) {
      assertThat(answer).startsWith("HTTP/1.1 503");
      goOn(file);
    }
    eachRowCountedOnce();
  }

  @Test
  void endsWithItsOffsetIfThatTakesTooLong() throws IOException {
    ManagedServer kafka = infrastructure.server(ServerKind.KAFKA);
    byte[] file = calls.receipts(ROWS);
    String answer;

    try (Upload upload = begun(file)) {
      kafka.freeze();
      try {
        upload.send(file, file.length / 2, file.length);
        answer = upload.answer();
        assertThat(calls.state()).isEqualTo("interrupted");
      } finally {
        kafka.thaw();
      }
    }

    assertThat(answer)
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("\r\nUpload-Offset: " + calls.offset() + "\r\n")
        .containsIgnoringCase("\r\nUpload-Complete: ?0\r\n")
        .containsIgnoringCase("\r\nRetry-After: ")
        .contains("\"code\":\"unavailable\"");
    goOn(file);
    eachRowCountedOnce();
  }

  @Test
  void makesItsSenderWaitInsteadOfHoldingTheFile() throws IOException, InterruptedException {
    ManagedServer kafka = infrastructure.server(ServerKind.KAFKA);
    int rows = 12_000;
    String filler = "x".repeat(8_192);
    String row = "%s-%05d;2024-03-01T09:30:00Z;L-1;1.00;" + filler + "\n";
    IntFunction<byte[]> file = number -> row.formatted(calls.run, number).getBytes(UTF_8);
    byte[] header = "transaction_id;occurred_at;loyalty_id;line_total;note\n".getBytes(UTF_8);
    long length = header.length + (long) rows * file.apply(0).length;
    assertThat(length).isGreaterThan(2 * CONNECTION);

    try (Upload upload = Upload.begin(calls.run, length)) {
      upload.send(header);
      for (int i = 0; i < 1_500; i++) {
        upload.send(file.apply(i));
      }
      await().atMost(60, SECONDS).until(() -> calls.offset() > 0);
      long heap = heap();

      // When
      long taken;
      kafka.freeze();
      try {
        taken = upload.pushUntilFull(number -> file.apply(1_500 + number), rows - 1_500);

        // Then
        assertThat(taken).isLessThan(CONNECTION + HELD);
        assertThat(heap() - heap).isLessThan(HELD);
      } finally {
        kafka.thaw();
      }
      await().atMost(60, SECONDS).until(() -> upload.takes(file.apply(rows)));
    }
    await().atMost(60, SECONDS).until(() -> calls.state().equals("interrupted"));
  }

  /** Half of the file is sent, and some of it is stored. */
  private Upload begun(byte[] file) throws IOException {
    Upload upload = Upload.begin(calls.run, file.length);
    upload.send(file, 0, file.length / 2);
    await().atMost(60, SECONDS).until(() -> calls.offset() > 0);
    return upload;
  }

  /** As a sender does: as long as it takes, from the offset that is told. */
  private void goOn(byte[] file) {
    await()
        .atMost(60, SECONDS)
        .until(() -> calls.goOn(file, calls.offset()).extract().statusCode() == 200);
  }

  private void eachRowCountedOnce() {
    ImportCalls.operator()
        .get("/v1/imports/" + calls.run)
        .then()
        .body("state", equalTo("complete"))
        .body("rows", equalTo(ROWS))
        .body("messages", equalTo(ROWS))
        .body("accepted", equalTo(ROWS));
    // Kafka may have a record twice that it had not acknowledged; readers know it by its id.
    assertThat(calls.events(infrastructure).stream().map(ShopperEvent::id).distinct())
        .hasSize(ROWS);
  }

  private static double refusedByKafka() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("leadlight_ingest_events_total"))
        .filter(line -> line.contains("outcome=\"unavailable\"") && line.contains("\"till\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Bytes in use once what nobody needs is gone. */
  private static long heap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
