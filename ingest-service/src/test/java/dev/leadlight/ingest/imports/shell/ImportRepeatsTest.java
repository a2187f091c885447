package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A file counts once, however often it is sent. */
@QuarkusTest
class ImportRepeatsTest extends ImportedFiles {

  @Test
  void theSameFileTwiceCountsOnce() {
    byte[] file = calls.receipts(2_000);
    calls
        .order("pos-transactions")
        .body(file)
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .body("accepted", equalTo(2_000));
    assertThat(calls.events(infrastructure)).hasSize(2_000);

    operator()
        .queryParam("source", "till")
        .queryParam("preset", "pos-transactions")
        .queryParam("id", calls.run + "-again")
        .contentType("text/csv")
        .body(file)
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .body("rows", equalTo(2_000))
        .body("messages", equalTo(2_000))
        .body("accepted", equalTo(0))
        .body("duplicates", equalTo(2_000))
        .body("rejected", equalTo(0));

    assertThat(calls.events(infrastructure)).hasSize(2_000);
  }
}
