package dev.leadlight.ingest.imports.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** What one test imports, under an id of its own that its rows hold too, and what became of it. */
final class ImportCalls {

  static final String HEADER =
      "transaction_id;occurred_at;loyalty_id;sku;quantity;line_total;currency;type\n";

  final String run = UUID.randomUUID().toString().substring(0, 8);

  static void awaitReady() {
    await().atMost(60, SECONDS).until(() -> operator().get("/v1/imports").statusCode() == 200);
  }

  static RequestSpecification operator() {
    return caller("test-token");
  }

  static RequestSpecification caller(String token) {
    return given().config(plainTypes()).header("Authorization", "Bearer " + token);
  }

  static URI base() {
    return URI.create(
        ConfigProvider.getConfig()
            .getOptionalValue("test.url", String.class)
            .orElse("http://localhost:" + RestAssured.port));
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

  /** The beginning of an import of the till's. */
  RequestSpecification order(String preset) {
    return operator()
        .queryParam("source", "till")
        .queryParam("preset", preset)
        .queryParam("id", run)
        .contentType("text/csv");
  }

  ValidatableResponse csv(String preset, String file) {
    return order(preset).body(file).post("/v1/imports").then();
  }

  /** Sends the rest of a file, which ends it. */
  ValidatableResponse goOn(byte[] file, int offset) {
    return part(offset, "?1", Arrays.copyOfRange(file, offset, file.length));
  }

  ValidatableResponse part(int offset, String complete, byte[] body) {
    return operator()
        .header("Upload-Offset", offset)
        .header("Upload-Complete", complete)
        .body(body)
        .patch("/v1/imports/" + run)
        .then();
  }

  String line(String transaction, String sku, String quantity, String total, String type) {
    return "%s%s;2024-03-01T10:30:00+01:00;L-%s;%s;%s;%s;EUR;%s\n"
        .formatted(transaction, run, run, sku, quantity, total, type);
  }

  /** A file of so many receipts with a line each. */
  byte[] receipts(int count) {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < count; i++) {
      file.append(line("T" + i + "-", "P-1", "1", "1.00", "sale"));
    }
    return file.toString().getBytes(UTF_8);
  }

  /** Bytes; -1 before it is known. */
  int offset() {
    String offset = operator().head("/v1/imports/" + run).header("Upload-Offset");
    return offset == null ? -1 : Integer.parseInt(offset);
  }

  String state() {
    return operator().get("/v1/imports/" + run).then().extract().path("state");
  }

  /** The events of this test that Kafka holds. */
  List<ShopperEvent> events(Infrastructure infrastructure) {
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
}
