package dev.leadlight.ingest.imports.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.platform.PageExamples;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/imports.md, typed in as they stand there; only names are made unique. */
@QuarkusTest
class ImportExamplesTest extends ImportedFiles {

  private final byte[] receipts = calls.receipts(100);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit fills it
  Path directory;

  @BeforeEach
  void writesItsFiles() throws IOException {
    Files.write(directory.resolve("receipts.csv"), receipts);
    Files.writeString(
        directory.resolve("events.ndjson"),
        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%s\"}\n"
            .formatted(calls.run));
    Files.writeString(
        directory.resolve("belege.csv"),
        "Beleg;Zeit;Summe;Kundenkarte\n%1$s;21.09.2025 14:00;1.234,50;L-%1$s\n"
            .formatted(calls.run));
  }

  @Test
  void aFileInOneRequest() throws IOException, InterruptedException {
    assertThat(typedIn("preset=events"))
        .contains("\"accepted\":100,", "\"accepted\":1,", "\"state\":\"complete\"");
  }

  @Test
  void goingOn() throws IOException, InterruptedException {
    ImportCalls.operator()
        .queryParam("source", "demo-pos")
        .queryParam("preset", "pos-transactions")
        .queryParam("id", calls.run)
        .header("Upload-Complete", "?0")
        .contentType("text/csv")
        .body(Arrays.copyOf(receipts, receipts.length / 2))
        .post("/v1/imports")
        .then()
        .statusCode(201);

    assertThat(typedIn("OFFSET=")).contains("\"accepted\":100,", "\"state\":\"complete\"");
  }

  @Test
  void followingAndTheRejectedRows() throws IOException, InterruptedException {
    calls.csv("pos-transactions", ImportCalls.HEADER + "only;two\n").statusCode(201);

    assertThat(typedIn("/progress")).contains("data:", "\"imports\":", "\"state\":\"complete\"");
    assertThat(directory.resolve("rejected-" + calls.run + ".csv")).content().contains("\"raw\"");
  }

  @Test
  void mappings() throws IOException, InterruptedException {
    assertThat(typedIn("-X PUT")).contains("\"name\":\"till\"", "\"accepted\":1,");

    assertThat(typedIn("belege-1")).contains("\"state\":\"interrupted\"", "\"accepted\":1,");
    ImportCalls.operator()
        .get("/v1/imports/belege-" + calls.run)
        .then()
        .body("state", equalTo("complete"));
  }

  private String typedIn(String words) throws IOException, InterruptedException {
    Map<String, String> unique =
        Map.of(
            "http://localhost:8080",
            ImportCalls.base().toString(),
            "receipts-2026-09",
            calls.run,
            "belege-1",
            "belege-" + calls.run);
    return new PageExamples(Path.of("../docs/imports.md"), unique).typedIn(words, directory);
  }
}
