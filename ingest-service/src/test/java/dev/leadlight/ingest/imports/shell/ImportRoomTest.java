package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of many files some wait outside, and nothing is known of them. */
@QuarkusTest
class ImportRoomTest extends ImportedFiles {

  private static final int MOST = 4;

  @Test
  void whoIsToldToComeAgainComesUnderTheSameId() throws IOException {
    String file = ImportCalls.HEADER + calls.line("A", "P-1", "1", "1.00", "");
    List<Upload> uploads = new ArrayList<>();
    try {
      for (int i = 0; i < MOST; i++) {
        String id = calls.run + "-" + i;
        uploads.add(Upload.begin(id, 1_000_000));
        await()
            .atMost(60, SECONDS)
            .until(() -> "running".equals(operator().get("/v1/imports/" + id).path("state")));
      }

      calls.csv("pos-transactions", file).statusCode(503).header("Retry-After", notNullValue());

      operator().get("/v1/imports/" + calls.run).then().statusCode(404);
    } finally {
      for (Upload upload : uploads) {
        upload.close();
      }
    }
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                calls.order("pos-transactions").body(file).post("/v1/imports").statusCode() == 201);
    operator().get("/v1/imports/" + calls.run).then().body("accepted", equalTo(1));
  }
}
