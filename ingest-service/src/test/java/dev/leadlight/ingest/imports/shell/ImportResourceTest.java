package dev.leadlight.ingest.imports.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class ImportResourceTest {

  private static final String HEADER =
      "transaction_id;occurred_at;loyalty_id;sku;quantity;line_total;currency;type\n";

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String run = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void isReady() {
    await().atMost(60, SECONDS).until(() -> operator().get("/v1/imports").statusCode() == 200);
  }

  // ---- what enters

  @Test
  void turnsTransactionsOfATillIntoOrders() {
    String file =
        HEADER
            + line("A", "P-1", "1", "10.00", "sale")
            + line("B", "P-9", "1", "5.50", "sale")
            + line("A", "P-2", "2", "19.90", "sale")
            + line("A", "P-3", "-1", "-4.00", "")
            + line("C", "P-3", "1", "4.00", "void");

    csv("pos-transactions", file)
        .statusCode(201)
        .header("Upload-Offset", String.valueOf(file.getBytes(UTF_8).length))
        .header("Upload-Complete", "?1")
        .body("state", equalTo("complete"))
        .body("rows", equalTo(5))
        .body("messages", equalTo(4))
        .body("accepted", equalTo(4))
        .body("rejected", equalTo(0));

    assertThat(events())
        .extracting(ShopperEvent::id, event -> event.signal().name(), ShopperEvent::value)
        .containsExactlyInAnyOrder(
            tuple("pos:till:A" + run, "pos_purchase", "29.90"),
            tuple("pos:till:A" + run + ":return", "order_refunded", "4.00"),
            tuple("pos:till:B" + run, "pos_purchase", "5.50"),
            tuple("pos:till:C" + run + ":void", "order_cancelled", "4.00"));
    assertThat(events())
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
            .formatted(run);

    operator()
        .queryParam("source", "shop")
        .queryParam("id", run)
        .header("Content-Encoding", "gzip")
        .contentType("application/x-ndjson")
        .body(zipped(file))
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .body("rows", equalTo(3))
        .body("accepted", equalTo(2))
        .body("rejected", equalTo(1));

    assertThat(events())
        .extracting(ShopperEvent::id)
        .containsExactlyInAnyOrder("import:" + run + ":1", "own-" + run);
    assertThat(events())
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
                .formatted(run))
        .post("/v1/imports")
        .then()
        .statusCode(201)
        .header("Location", "/v1/imports/" + run)
        .header("Upload-Offset", "0")
        .body("state", equalTo("interrupted"));

    operator()
        .header("Upload-Offset", "0")
        .contentType("text/csv")
        .body(
            "\ufeffBeleg;Zeit;Summe;Kunde\r\n%1$s;21.09.2025 14:00;1.234,50;L-%1$s\r\n;;;\r\n"
                .formatted(run)
                .getBytes(UTF_8))
        .patch("/v1/imports/" + run)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected", equalTo(1));

    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.id()).isEqualTo("beleg:till:" + run);
              assertThat(event.value()).isEqualTo(new BigDecimal("1234.50"));
              assertThat(event.occurredAt()).isEqualTo(Instant.parse("2025-09-21T12:00:00Z"));
            });
  }

  @Test
  void keepsMappingsByName() {
    String mapping =
        "{\"fields\":[{\"to\":\"/event\",\"value\":\"POS Purchase\"},"
            + "{\"to\":\"/userId\",\"column\":\"who\",\"required\":true}]}";
    saved(mapping).statusCode(200).body("name", equalTo("m-" + run));
    operator().get("/v1/imports/mappings").then().body("saved.name", hasItem("m-" + run));

    operator()
        .queryParam("source", "till")
        .queryParam("mapping", "m-" + run)
        .queryParam("id", run)
        .contentType("text/csv")
        .body("who\nu-" + run + "\n")
        .post("/v1/imports")
        .then()
        .statusCode(201);
    assertThat(events()).hasSize(1);

    operator().delete("/v1/imports/mappings/m-" + run).then().statusCode(204);
    operator().get("/v1/imports/mappings/m-" + run).then().statusCode(404);
  }

  // ---- what breaks

  @Test
  void goesOnWhereTheConnectionBroke() throws IOException {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < 6_000; i++) {
      file.append(line("T" + i + "-", "P-1", "1", "1.00", "sale"));
      file.append(line("T" + i + "-", "P-2", "1", "2.00", "sale"));
    }
    byte[] bytes = file.toString().getBytes(UTF_8);

    // When: three quarters, ending within a row, then silence
    try (Socket socket = new Socket(base().getHost(), base().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST /v1/imports?source=till&preset=pos-transactions&id=%s HTTP/1.1
          Host: x
          Authorization: Bearer test-token
          Content-Type: text/csv
          Content-Length: %d

          """
              .formatted(run, bytes.length)
              .replace("\n", "\r\n")
              .getBytes(UTF_8));
      out.write(bytes, 0, bytes.length * 3 / 4);
      out.flush();
      await().atMost(60, SECONDS).until(() -> offset() > bytes.length / 4);
    }
    await().atMost(60, SECONDS).until(() -> state().equals("interrupted"));

    // Then
    int offset = offset();
    assertThat(offset).isBetween(bytes.length / 4, bytes.length * 3 / 4);
    assertThat(bytes[offset - 1]).isEqualTo((byte) '\n');
    operator()
        .header("Upload-Offset", offset - 1)
        .body(Arrays.copyOfRange(bytes, offset, bytes.length))
        .patch("/v1/imports/" + run)
        .then()
        .statusCode(409)
        .header("Upload-Offset", String.valueOf(offset));
    operator()
        .header("Upload-Offset", offset)
        .body(Arrays.copyOfRange(bytes, offset, bytes.length))
        .patch("/v1/imports/" + run)
        .then()
        .statusCode(200)
        .body("rows", equalTo(12_000))
        .body("accepted", equalTo(6_000))
        .body("messages", equalTo(6_000));

    List<ShopperEvent> events = events();
    assertThat(events.stream().map(ShopperEvent::id).distinct()).hasSize(6_000);
    assertThat(events).allSatisfy(event -> assertThat(event.value()).isEqualByComparingTo("3.00"));
  }

  @Test
  void takesAFileInParts() {
    String file = HEADER + line("A", "P-1", "1", "1.00", "") + line("B", "P-1", "1", "2.00", "");
    int half = file.length() - 20;
    byte[] bytes = file.getBytes(UTF_8);
    int offset =
        Integer.parseInt(
            order("pos-transactions")
                .header("Upload-Complete", "?0")
                .body(Arrays.copyOf(bytes, half))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .header("Upload-Complete", "?0")
                .extract()
                .header("Upload-Offset"));

    operator()
        .header("Upload-Offset", offset)
        .body(Arrays.copyOfRange(bytes, offset, bytes.length))
        .patch("/v1/imports/" + run)
        .then()
        .statusCode(200)
        .header("Upload-Complete", "?1")
        .body("accepted", equalTo(2));

    assertThat(events()).hasSize(2);
  }

  @Test
  void isCancelledForGood() {
    order("pos-transactions")
        .header("Upload-Complete", "?0")
        .body(HEADER + line("A", "P-1", "1", "1.00", ""))
        .post("/v1/imports")
        .then()
        .statusCode(201);

    operator().delete("/v1/imports/" + run).then().statusCode(200);

    assertThat(state()).isEqualTo("cancelled");
    operator()
        .header("Upload-Offset", 0)
        .body("x")
        .patch("/v1/imports/" + run)
        .then()
        .statusCode(409);
  }

  // ---- what is told

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
    csv("pos-transactions", file.formatted(run))
        .statusCode(201)
        .body("accepted", equalTo(1))
        .body("rejected", equalTo(4));

    String report =
        operator()
            .get("/v1/imports/" + run + "/rejected")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .header("Content-Disposition", containsString("rejected-" + run + ".csv"))
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
    csv("pos-transactions", HEADER + line("A", "P-1", "1", "1.00", "")).statusCode(201);

    String events =
        operator()
            .get("/v1/imports/" + run + "/progress")
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
        .body("imports.id", hasItem(run));
  }

  // ---- what is refused

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
        .config(plainTypes())
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
    order("pos-transactions")
        .header("Content-Encoding", "gzip")
        .body("no gzip at all".getBytes(UTF_8))
        .post("/v1/imports")
        .then()
        .statusCode(422)
        .header("Upload-Offset", "0")
        .body("detail", containsString("gzip"));

    byte[] latin =
        (HEADER + line("Ä", "P", "1", "1", ""))
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    operator()
        .header("Upload-Offset", 0)
        .body(latin)
        .patch("/v1/imports/" + run)
        .then()
        .statusCode(422)
        .body("detail", containsString("Row 1 at offset " + HEADER.length() + " is not UTF-8"));

    operator()
        .header("Upload-Offset", 0)
        .body(HEADER + "\"" + "x".repeat(70_000))
        .patch("/v1/imports/" + run)
        .then()
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
  void isForOperators() {
    given()
        .contentType("text/csv")
        .body("a")
        .post("/v1/imports?source=till&preset=pos-transactions")
        .then()
        .statusCode(401);
    given().get("/v1/imports").then().statusCode(401);
    given().get("/v1/imports/mappings").then().statusCode(401);
    given().auth().preemptive().basic("shop-key", "").get("/v1/imports").then().statusCode(401);
    operator().get("/v1/imports/unknown-" + run).then().statusCode(404);
    operator().get("/v1/imports/unknown/progress").then().statusCode(404);
    operator().get("/v1/imports/unknown/rejected").then().statusCode(404);
    csv("pos-transactions", HEADER).statusCode(201).body("rows", equalTo(0));
    csv("pos-transactions", HEADER).statusCode(409).body("detail", not(containsString("null")));
  }

  // ---- the means

  private String line(String transaction, String sku, String quantity, String total, String type) {
    return "%s%s;2024-03-01T10:30:00+01:00;L-%s;%s;%s;%s;EUR;%s\n"
        .formatted(transaction, run, run, sku, quantity, total, type);
  }

  private static org.assertj.core.groups.Tuple tuple(String id, String signal, String value) {
    return org.assertj.core.groups.Tuple.tuple(id, signal, new BigDecimal(value));
  }

  private static RequestSpecification operator() {
    return given().config(plainTypes()).header("Authorization", "Bearer test-token");
  }

  private static RestAssuredConfig plainTypes() {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .defaultContentCharset(UTF_8)
                .encodeContentTypeAs("text/csv", ContentType.TEXT)
                .encodeContentTypeAs("image/png", ContentType.TEXT)
                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT));
  }

  private RequestSpecification order(String preset) {
    return operator()
        .queryParam("source", "till")
        .queryParam("preset", preset)
        .queryParam("id", run)
        .contentType("text/csv");
  }

  private ValidatableResponse csv(String preset, String file) {
    return order(preset).body(file).post("/v1/imports").then();
  }

  private ValidatableResponse saved(String mapping) {
    return operator()
        .contentType(ContentType.JSON)
        .body(mapping)
        .put("/v1/imports/mappings/m-" + run)
        .then();
  }

  private int offset() {
    String offset = operator().head("/v1/imports/" + run).header("Upload-Offset");
    return offset == null ? -1 : Integer.parseInt(offset);
  }

  private String state() {
    return operator().get("/v1/imports/" + run).then().extract().path("state");
  }

  private static URI base() {
    return URI.create(
        ConfigProvider.getConfig()
            .getOptionalValue("test.url", String.class)
            .orElse("http://localhost:" + io.restassured.RestAssured.port));
  }

  private List<ShopperEvent> events() {
    return TopicRecords.read(infrastructure.kafkaBootstrapServers(), Topics.EVENTS, record -> true)
        .stream()
        .map(record -> event(record.value()))
        .filter(event -> event.toString().contains(run))
        .toList();
  }

  private static ShopperEvent event(byte[] json) {
    try {
      return ContractJson.read(json, ShopperEvent.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
