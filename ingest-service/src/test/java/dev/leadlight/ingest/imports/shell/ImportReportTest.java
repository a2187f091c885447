package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.HEADER;
import static dev.leadlight.ingest.imports.shell.ImportCalls.caller;
import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of an import, and to whom. */
@QuarkusTest
class ImportReportTest extends ImportedFiles {

  @Test
  void reportsRefusedRowsWithoutArmingSpreadsheets() {
    String file =
        """
        transaction_id,occurred_at,loyalty_id,line_total
        A%1$s,2024-03-01T09:30:00Z,L-%1$s,1.00
        B%1$s,yesterday,L-%1$s,1.00
        =cmd()%1$s,2024-03-01T09:30:00Z,L-%1$s,much
        ,2024-03-01T09:30:00Z,L-%1$s,1.00
        C%1$s,2024-03-01T09:30:00Z,L-%1$s,1.00,too,many
        """;
    calls
        .csv("pos-transactions", file.formatted(calls.run))
        .statusCode(201)
        .body("accepted", equalTo(1))
        .body("rejected", equalTo(4));

    String report =
        operator()
            .get("/v1/imports/" + calls.run + "/rejected")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .header("Content-Disposition", containsString("rejected-" + calls.run + ".csv"))
            .extract()
            .asString();

    assertThat(report.lines())
        .satisfiesExactly(
            header ->
                assertThat(header).isEqualTo("\"row\",\"column\",\"reason\",\"detail\",\"raw\""),
            row -> assertThat(row).startsWith("2,\"occurred_at\",\"unreadable_value\""),
            row ->
                assertThat(row)
                    .startsWith("3,\"line_total\",\"unreadable_value\"")
                    .contains("\"'=cmd()"),
            row -> assertThat(row).startsWith("4,\"transaction_id\",\"missing_value\""),
            row -> assertThat(row).startsWith("5,\"\",\"unreadable_row\""));
  }

  @Test
  void tellsProgressToTheEnd() {
    calls.csv("pos-transactions", HEADER + calls.line("A", "P-1", "1", "1.00", "")).statusCode(201);

    String events =
        operator()
            .get("/v1/imports/" + calls.run + "/progress")
            .then()
            .statusCode(200)
            .contentType("text/event-stream")
            .extract()
            .asString();

    assertThat(events).contains("data:", "\"state\":\"complete\"", "\"accepted\":1");
    operator()
        .queryParam("source", "till")
        .queryParam("limit", 1)
        .get("/v1/imports")
        .then()
        .statusCode(200)
        .body("imports.id", hasItem(calls.run));
  }

  /** Rows hold names and addresses; how many there are is no secret. */
  @Test
  void keepsRejectedRowsFromThoseWhoOnlyLookOn() {
    calls.csv("pos-transactions", HEADER + calls.line("A", "P-1", "1", "much", "")).statusCode(201);

    caller(ViewerToken.TOKEN)
        .get("/v1/imports/" + calls.run)
        .then()
        .statusCode(200)
        .body("rejected", equalTo(1));
    caller(ViewerToken.TOKEN).get("/v1/imports/" + calls.run + "/rejected").then().statusCode(403);
  }

  @Test
  void tellsProgressWhileAFileIsRead() throws IOException, InterruptedException {
    byte[] file = calls.receipts(4_000);
    int half = file.length / 2;

    try (Upload upload = Upload.begin(calls.run, file.length);
        Stream<String> stream = follow(upload, file, half)) {
      Iterator<JsonNode> told = stream.map(ImportReportTest::read).iterator();
      JsonNode underWay = told.next();
      upload.send(file, half, file.length);
      List<JsonNode> later = new ArrayList<>();
      told.forEachRemaining(later::add);

      assertThat(underWay.path("state").asText()).isEqualTo("running");
      assertThat(underWay.path("offset").asInt()).isBetween(1, half);
      assertThat(later).extracting(view -> view.path("offset").asInt()).isSorted();
      assertThat(later.get(later.size() - 1).path("state").asText()).isEqualTo("complete");
      assertThat(later.get(later.size() - 1).path("accepted").asInt()).isEqualTo(4_000);
      assertThat(upload.answer()).startsWith("HTTP/1.1 201");
    }
  }

  /** The events' data, from when the first half has been sent and partly stored. */
  private Stream<String> follow(Upload upload, byte[] file, int half)
      throws IOException, InterruptedException {
    upload.send(file, 0, half);
    await().atMost(60, SECONDS).until(() -> calls.offset() > 0);
    HttpRequest request =
        HttpRequest.newBuilder(ImportCalls.base().resolve("/v1/imports/" + calls.run + "/progress"))
            .header("Authorization", "Bearer test-token")
            .build();
    return HttpClient.newHttpClient()
        .send(request, BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring("data:".length()));
  }

  private static JsonNode read(String json) {
    try {
      return ContractJson.mapper().readTree(json);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
