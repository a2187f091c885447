package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Where others are told to come again later, an import waits. */
@QuarkusTest
class ImportLimitTest extends ImportedFiles {

  @Test
  void finishesAtTheRateOfItsSource() {
    operator()
        .queryParam("source", "steady")
        .queryParam("preset", "pos-transactions")
        .queryParam("id", calls.run)
        .contentType("text/csv")
        .body(calls.receipts(2_000))
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .body("accepted", equalTo(2_000));

    assertThat(given().get("/q/metrics").asString())
        .containsPattern(
            "leadlight_ingest_refused_total\\{.*reason=\"rate\",source=\"steady\"} [1-9]");
  }
}
