package dev.leadlight.ingest.webhook.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.leadlight.contracts.Topics;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Vendors over HTTP, as far as they have ways of their own. Their keys are of the tests alone. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class VendorWebhooksTest {

  private static final String SENDGRID_KEY =
      "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFXqQOBdL2iPh1YPML83/BZWib3f0c8/0WHyG+zi+ph"
          + "mhRANCAATCvsB8fv2hct0JNcLxc6oOuV5ew+HH0TvsP2NZ1pg4aK3C2FVmGQ8QaOa+ZMmoJTvd5E3PtphJqzfzL6R0IWg+";

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final String id = UUID.randomUUID().toString();

  // ---- Twilio

  @Test
  void twilioIsToldToSayNothing() throws GeneralSecurityException {
    text(id, "STOP", "leadlight-twilio-token")
        .statusCode(200)
        .contentType("text/xml")
        .body(equalTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"));

    assertThat(stored(id)).singleElement().asString().contains("\"unsubscribed\"", "\"sms\":false");
  }

  @Test
  void aForgedTextMessageIsRefused() throws GeneralSecurityException {
    text(id, "STOP", "somebody-else")
        .statusCode(401)
        .contentType(startsWith("application/problem+json"))
        .body("code", equalTo("unauthorized"));

    assertThat(stored(id)).isEmpty();
  }

  private static ValidatableResponse text(String sid, String body, String token)
      throws GeneralSecurityException {
    TreeMap<String, String> form = new TreeMap<>();
    form.put("MessageSid", sid);
    form.put("From", "+493012345678");
    form.put("To", "+15550199");
    form.put("Body", body);
    StringBuilder signed = new StringBuilder("https://leadlight.example/v1/webhooks/texts");
    form.forEach((name, value) -> signed.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
    String signature = base64(mac.doFinal(signed.toString().getBytes(UTF_8)));
    return given()
        .header("X-Twilio-Signature", signature)
        .formParams(form)
        .post("/v1/webhooks/texts")
        .then();
  }

  // ---- SendGrid

  @Test
  void theLineBreakAfterTheEventsOfSendGridIsSignedToo() throws GeneralSecurityException {
    String events =
        """
        [{"email":"ada@example.com","timestamp":%d,"event":"click","sg_event_id":"%s"}]"""
            .formatted(Instant.now().getEpochSecond(), id);
    String now = Long.toString(Instant.now().getEpochSecond());
    String signature = sendGridSignature(now + events + "\r\n");

    mail(events, now, signature).statusCode(401);
    mail(events + "\r\n", now, signature).statusCode(200);

    assertThat(stored(id)).singleElement().asString().contains("\"email_link_clicked\"");
  }

  @Test
  void anOldSignatureOfSendGridIsRefused() throws GeneralSecurityException {
    String then = Long.toString(Instant.now().minusSeconds(660).getEpochSecond());

    mail("[]\r\n", then, sendGridSignature(then + "[]\r\n"))
        .statusCode(401)
        .body("code", equalTo("unauthorized"));
  }

  private static String sendGridSignature(String signed) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(SENDGRID_KEY))));
    signature.update(signed.getBytes(UTF_8));
    return base64(signature.sign());
  }

  private static ValidatableResponse mail(String body, String timestamp, String signature) {
    return given()
        .contentType("application/json")
        .header("X-Twilio-Email-Event-Webhook-Timestamp", timestamp)
        .header("X-Twilio-Email-Event-Webhook-Signature", signature)
        .body(body.getBytes(UTF_8))
        .post("/v1/webhooks/mailings")
        .then();
  }

  // ---- Meraki

  @Test
  void merakiGetsItsValidator() {
    given()
        .get("/v1/webhooks/store-wifi")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(equalTo("leadlight-validator"));
  }

  @Test
  void noHardwareAddressAndNoSecretOfMerakiGoesAnywhere() {
    List<String> logged;
    try (LogLines log = LogLines.record()) {
      wifi("3.0", "leadlight-meraki-secret").statusCode(200);
      wifi("2.0", "leadlight-meraki-secret").statusCode(200);
      wifi("3.0", "leadlight-other-secret").statusCode(401);
      logged = List.copyOf(log.lines());
    }

    assertThat(stored(id + "@example.com"))
        .hasSize(2)
        .anyMatch(event -> event.contains("\"wi_fi_checked_in\""))
        .anyMatch(event -> event.contains("\"store_visited\""));
    assertThat(stored("N_" + id)).hasSize(4);
    assertThat(Stream.concat(stored("").stream(), logged.stream()))
        .noneMatch(text -> text.contains("leadlight-meraki-secret"))
        .noneMatch(text -> text.contains("leadlight-other-secret"))
        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("00:11:22"));
    assertThat(logged).noneMatch(line -> line.contains(id + "@example.com"));
  }

  private ValidatableResponse wifi(String version, String secret) {
    String seen = "\"latestRecord\":{\"time\":\"%s\"}".formatted(Instant.now());
    return given()
        .contentType("application/json")
        .body(
            """
            {"version":"%s","secret":"%s","type":"WiFi","data":{"networkId":"N_%s","observations":[
              {"clientMac":"00:11:22:AB:CD:EF","userId":"%s@example.com",%s},
              {"clientMac":"00:11:22:ab:cd:ee","userId":null,%s}]}}
            """
                .formatted(version, secret, id, id, seen, seen))
        .post("/v1/webhooks/store-wifi")
        .then();
  }

  // ---- Zapier

  @Test
  void zapierProvesItselfByHeaderPasswordOrAddress() {
    String body =
        "{\"event\":\"Appointment Booked\",\"email\":\"ada@example.com\",\"deal\":\"%s\"}";
    String sent = body.formatted(id);

    given()
        .header("X-Leadlight-Secret", "leadlight-zapier-secret")
        .body(sent)
        .post("/v1/webhooks/zaps")
        .then()
        .statusCode(200)
        .body("success", equalTo(true));
    given()
        .auth()
        .preemptive()
        .basic("zapier", "leadlight-zapier-secret")
        .body(sent)
        .post("/v1/webhooks/zaps")
        .then()
        .statusCode(200);
    given()
        .queryParam("key", "leadlight-zapier-secret")
        .body(sent)
        .post("/v1/webhooks/zaps")
        .then()
        .statusCode(200);
    given()
        .queryParam("key", "leadlight-other-secret")
        .body(sent)
        .post("/v1/webhooks/zaps")
        .then()
        .statusCode(401)
        .body("detail", containsString("secret"));

    assertThat(stored(id)).hasSize(3).allMatch(event -> event.contains("\"appointment_booked\""));
  }

  // ---- what became of it

  /** Everything on Kafka, taken or refused, that holds the text. */
  private List<String> stored(String text) {
    return Stream.of(Topics.EVENTS, Topics.EVENTS_REJECTED, Topics.FOOTFALL)
        .flatMap(
            topic ->
                TopicRecords.read(infrastructure.kafkaBootstrapServers(), topic, record -> true)
                    .stream())
        .map(record -> record.key() + " " + new String(record.value(), UTF_8))
        .filter(record -> record.contains(text))
        .toList();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
