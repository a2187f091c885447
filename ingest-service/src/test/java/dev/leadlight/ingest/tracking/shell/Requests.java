package dev.leadlight.ingest.tracking.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Requests as senders make them, and what is expected of the answers. */
final class Requests {

  static RequestSpecification plain() {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("multipart/form-data", ContentType.BINARY)
                        .encodeContentTypeAs(
                            "application/x-www-form-urlencoded", ContentType.BINARY)))
        .contentType("application/json");
  }

  static RequestSpecification shop() {
    return plain().header("Authorization", basic("shop-key:"));
  }

  static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  static String track(String messageId) {
    return track(messageId, null);
  }

  static String track(String messageId, @Nullable String note) {
    String properties = note == null ? "{}" : "{\"note\":\"" + note + "\"}";
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s\",\"anonymousId\":\"a-%s\",\"properties\":%s}"
        .formatted(messageId, messageId, properties);
  }

  static String batch(String... messages) {
    return "{\"batch\":[" + String.join(",", messages) + "]}";
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  static void taken(io.restassured.response.Response answer) {
    answer.then().statusCode(200).body("success", is(true));
  }

  static ValidatableResponse refused(
      io.restassured.response.Response answer, int status, String code) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", is(status))
        .body("code", equalTo(code))
        .body("message", not(equalTo("")));
  }

  /** What the service counts now: the sum of a metric's lines that begin so. */
  static double total(String metric) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(metric))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Requests() {}
}
