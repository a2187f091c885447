package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.HEADER;
import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What enters by files, in rows or as messages. */
@QuarkusTest
class ImportResourceTest extends ImportedFiles {

  @Test
  void turnsTransactionsOfATillIntoOrders() {
    String file =
        HEADER
            + calls.line("A", "P-1", "1", "10.00", "sale")
            + calls.line("B", "P-9", "1", "5.50", "sale")
            + calls.line("A", "P-2", "2", "19.90", "sale")
            + calls.line("A", "P-3", "-1", "-4.00", "")
            + calls.line("C", "P-3", "1", "4.00", "void");

    calls
        .csv("pos-transactions", file)
        .statusCode(201)
        .header("Upload-Offset", String.valueOf(file.getBytes(UTF_8).length))
        .header("Upload-Complete", "?1")
        .body("state", equalTo("complete"))
        .body("rows", equalTo(5))
        .body("messages", equalTo(4))
        .body("accepted", equalTo(4))
        .body("rejected", equalTo(0));

    assertThat(calls.events(infrastructure))
        .extracting(ShopperEvent::id, event -> event.signal().name(), ShopperEvent::value)
        .containsExactlyInAnyOrder(
            tuple("pos:till:A" + calls.run, "pos_purchase", "29.90"),
            tuple("pos:till:A" + calls.run + ":return", "order_refunded", "4.00"),
            tuple("pos:till:B" + calls.run, "pos_purchase", "5.50"),
            tuple("pos:till:C" + calls.run + ":void", "order_cancelled", "4.00"));
    assertThat(calls.events(infrastructure))
        .allSatisfy(
            event -> {
              assertThat(event.channel()).isEqualTo(Channel.IN_STORE);
              assertThat(event.occurredAt()).isEqualTo(Instant.parse("2024-03-01T09:30:00Z"));
              assertThat(event.currency()).isEqualTo("EUR");
            });
  }

  @Test
  void takesMessagesAsLinesAndZipped() throws IOException {
    String file =
        """
        {"type":"track","event":"Product Viewed","userId":"u-%1$s","timestamp":"2023-01-02T03:04:05Z"}
        {"type":"identify","userId":"u-%1$s","messageId":"own-%1$s","traits":{"plan":"gold"}}
        not json
        """
            .formatted(calls.run);

    operator()
        .queryParam("source", "shop")
        .queryParam("id", calls.run)
        .header("Content-Encoding", "gzip")
        .contentType("application/x-ndjson")
        .body(zipped(file))
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .body("rows", equalTo(3))
        .body("accepted", equalTo(2))
        .body("rejected", equalTo(1));

    assertThat(calls.events(infrastructure))
        .extracting(ShopperEvent::id)
        .containsExactlyInAnyOrder("import:" + calls.run + ":1", "own-" + calls.run);
    assertThat(calls.events(infrastructure))
        .filteredOn(event -> event.id().startsWith("import"))
        .first()
        .satisfies(
            event ->
                assertThat(event.occurredAt()).isEqualTo(Instant.parse("2023-01-02T03:04:05Z")));
  }

  @Test
  void takesAMappingThatComesWithTheImport() {
    operator()
        .contentType(ContentType.JSON)
        .body(
            """
            {"id":"%s","source":"till","columns":{
              "numbers":"de-DE","timeZone":"Europe/Berlin","id":{"prefix":"beleg","column":"Beleg"},
              "fields":[
                {"to":"/event","value":"POS Purchase"},
                {"to":"/timestamp","column":"Zeit","as":"time","pattern":"dd.MM.yyyy HH:mm"},
                {"to":"/properties/total","column":"Summe","as":"number"},
                {"to":"/properties/loyalty_id","column":"Kunde","required":true}]}}
            """
                .formatted(calls.run))
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .header("Location", "/v1/imports/" + calls.run)
        .header("Upload-Offset", "0")
        .body("state", equalTo("interrupted"));

    operator()
        .header("Upload-Offset", "0")
        .header("Upload-Complete", "?1")
        .contentType("text/csv")
        .body(
            "\ufeffBeleg;Zeit;Summe;Kunde\r\n%1$s;21.09.2025 14:00;1.234,50;L-%1$s\r\n;;;\r\n"
                .formatted(calls.run)
                .getBytes(UTF_8))
        .patch("/v1/imports/" + calls.run)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected", equalTo(1));

    assertThat(calls.events(infrastructure))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.id()).isEqualTo("beleg:till:" + calls.run);
              assertThat(event.value()).isEqualTo(new BigDecimal("1234.50"));
              assertThat(event.occurredAt()).isEqualTo(Instant.parse("2025-09-21T12:00:00Z"));
            });
  }

  @Test
  void keepsMappingsByName() {
    String mapping =
        "{\"fields\":[{\"to\":\"/event\",\"value\":\"POS Purchase\"},"
            + "{\"to\":\"/userId\",\"column\":\"who\",\"required\":true}]}";
    saved(mapping).statusCode(200).body("name", equalTo("m-" + calls.run));
    operator().get("/v1/imports/mappings").then().body("saved.name", hasItem("m-" + calls.run));

    operator()
        .queryParam("source", "till")
        .queryParam("mapping", "m-" + calls.run)
        .queryParam("id", calls.run)
        .contentType("text/csv")
        .body("who\nu-" + calls.run + "\n")
        .post("/v1/imports")
        .then()
        .statusCode(201);
    assertThat(calls.events(infrastructure)).hasSize(1);

    operator().delete("/v1/imports/mappings/m-" + calls.run).then().statusCode(204);
    operator().get("/v1/imports/mappings/m-" + calls.run).then().statusCode(404);
  }

  private ValidatableResponse saved(String mapping) {
    return operator()
        .contentType(ContentType.JSON)
        .body(mapping)
        .put("/v1/imports/mappings/m-" + calls.run)
        .then();
  }

  private static Tuple tuple(String id, String signal, String value) {
    return Tuple.tuple(id, signal, new BigDecimal(value));
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
