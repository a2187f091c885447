package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.HEADER;
import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be imported, and how its sender learns why. */
@QuarkusTest
class ImportRefusalTest extends ImportedFiles {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source=till&preset=pos-transactions | text/csv | sku;total | 422 | occurred_at, transaction_id",
        "source=till&preset=pos-transactions | text/csv | '' | 422 | no header row",
        "source=till&preset=nonsense | text/csv | a | 422 | no such preset",
        "source=till&mapping=nonsense | text/csv | a | 422 | no such mapping",
        "source=nobody&preset=events | application/x-ndjson | a | 422 | No source",
        "preset=pos-transactions | text/csv | a | 400 | source",
        "source=till | text/csv | a | 400 | preset",
        "source=till&preset=shopify-orders | application/x-ndjson | a | 422 | messages already",
        "source=till&preset=pos-transactions&timeZone=Mars | text/csv | a | 422 | not a mapping",
        "source=till&preset=pos-transactions | image/png | a | 415 | text/csv"
      })
  void refusesWhatItCannotRead(String query, String type, String body, int status, String detail) {
    operator()
        .contentType(type)
        .body(body)
        .post("/v1/imports?" + query)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", containsString(detail));
  }

  @Test
  void refusesADamagedOrForeignBodyAndSaysWhere() {
    calls
        .order("pos-transactions")
        .header("Content-Encoding", "gzip")
        .body("no gzip at all".getBytes(UTF_8))
        .post("/v1/imports")
        .then()
        .statusCode(422)
        .header("Upload-Offset", "0")
        .body("detail", containsString("gzip"));

    byte[] latin = (HEADER + calls.line("Ä", "P", "1", "1", "")).getBytes(ISO_8859_1);
    calls
        .part(0, "?1", latin)
        .statusCode(422)
        .body("detail", containsString("Row 1 at offset " + HEADER.length() + " is not UTF-8"));

    calls
        .part(0, "?1", (HEADER + "\"" + "x".repeat(70_000)).getBytes(UTF_8))
        .statusCode(422)
        .body("detail", containsString("longer than"));
  }

  @Test
  void namesEachMistakeInAMapping() {
    saved("{\"fields\":[{\"to\":\"/secret\",\"column\":\"a\",\"as\":\"date\"}],\"wat\":1}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/fields/0/to"))
        .body("errors.pointer", hasItem("/fields/0/as"))
        .body("errors.pointer", hasItem("/wat"))
        .body("errors.pointer", hasItem("/fields"));
  }

  @Test
  void isForThoseWhoMayAndKnowWhat() {
    given()
        .contentType("text/csv")
        .body("a")
        .post("/v1/imports?source=till&preset=pos-transactions")
        .then()
        .statusCode(401);
    given().get("/v1/imports").then().statusCode(401);
    given().get("/v1/imports/mappings").then().statusCode(401);
    given().auth().preemptive().basic("shop-key", "").get("/v1/imports").then().statusCode(401);
    operator().get("/v1/imports/unknown-" + calls.run).then().statusCode(404);
    operator().get("/v1/imports/unknown/progress").then().statusCode(404);
    operator().get("/v1/imports/unknown/rejected").then().statusCode(404);
    calls.csv("pos-transactions", HEADER).statusCode(201).body("rows", equalTo(0));
    calls
        .csv("pos-transactions", HEADER)
        .statusCode(409)
        .body("detail", not(containsString("null")));
  }

  private ValidatableResponse saved(String mapping) {
    return operator()
        .contentType(ContentType.JSON)
        .body(mapping)
        .put("/v1/imports/mappings/m-" + calls.run)
        .then();
  }
}
