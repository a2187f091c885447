package dev.leadlight.feedback.label.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.lead;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What vendors send, as they send it. */
final class LabelCalls {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private LabelCalls() {}

  static ValidatableResponse outcomes(String lead) {
    return answered(() -> operator().queryParam("lead", lead).get("/v1/outcomes")).statusCode(200);
  }

  static String zigpoll(String id, String slide, String answer, String address) {
    return """
        {"_id": "%s", "pollId": "p1", "slideId": "%s", "response": "%s",
         "createdAt": "2026-11-20T10:00:00Z", "customer": {"email": "%s"}}
        """
        .formatted(id, slide, answer, address);
  }

  static ValidatableResponse zigpoll(String body) {
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("X-Leadlight-Secret", "zigpoll-secret")
                .body(body)
                .post("/v1/surveys/zig"));
  }

  static ValidatableResponse salesforce(String xml) {
    return answered(
        () ->
            given()
                .config(
                    RestAssuredConfig.config()
                        .encoderConfig(
                            EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("text/xml", ContentType.TEXT)))
                .contentType("text/xml")
                .queryParam("key", "salesforce-secret")
                .body(xml)
                .post("/v1/crm/force"));
  }

  static String stage(long deal, String stage, Instant at) {
    return """
        [{"eventId":1,"portalId":33,"subscriptionType":"deal.propertyChange","objectId":%d,\
        "propertyName":"dealstage","propertyValue":"%s","occurredAt":%d}]"""
        .formatted(deal, stage, at.toEpochMilli());
  }

  static ValidatableResponse hubSpot(String body) {
    return hubSpot(body, Instant.now());
  }

  static ValidatableResponse hubSpot(String body, Instant signedAt) {
    long millis = signedAt.toEpochMilli();
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("X-HubSpot-Request-Timestamp", millis)
                .header(
                    "X-HubSpot-Signature-v3",
                    base64(
                        "hubspot-client-secret".getBytes(UTF_8),
                        "POSThttps://leadlight.example/v1/crm/hub" + body + millis))
                .body(body.getBytes(UTF_8))
                .post("/v1/crm/hub"));
  }

  static ValidatableResponse crm(String message, String body) {
    long now = Instant.now().getEpochSecond();
    byte[] key = Base64.getDecoder().decode("bGVhZGxpZ2h0LXRlc3Qta2V5LTAxMjM0NTY3ODk=");
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("webhook-id", message)
                .header("webhook-timestamp", now)
                .header("webhook-signature", "v1," + base64(key, message + "." + now + "." + body))
                .body(body.getBytes(UTF_8))
                .post("/v1/crm/own-crm"));
  }

  /** Sends again what is answered 503, as vendors do. */
  static ValidatableResponse answered(Supplier<Response> call) {
    return await()
        .atMost(PATIENCE)
        .until(call::get, response -> response.statusCode() != 503)
        .then();
  }

  static String base64(byte[] key, String signed) {
    return Base64.getEncoder()
        .encodeToString(Signatures.mac(Hash.SHA256, key, Signatures.piece(signed)));
  }

  static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  static ValidatableResponse salesforceJson(String json) {
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("X-Leadlight-Secret", "salesforce-secret")
                .body(json)
                .post("/v1/crm/force"));
  }

  /** First column of the rows. */
  static List<String> column(Database database, String sql) {
    return database
        .run(sql, Tuple.tuple())
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
        .await()
        .atMost(PATIENCE);
  }
}
