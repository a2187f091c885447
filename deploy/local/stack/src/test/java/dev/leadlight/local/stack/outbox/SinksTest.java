package dev.leadlight.local.stack.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.local.infrastructure.Ports;
import io.vertx.core.Vertx;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {
  private final Vertx vertx = Vertx.vertx();
  private final SinkPorts ports = new SinkPorts(Ports.free(), Ports.free());
  private Outbox outbox;
  private Sinks sinks;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    outbox = new Outbox(directory, 1_000_000, Clock.systemUTC());
    sinks = Sinks.open(vertx, ports, outbox);
  }

  @AfterEach
  void close() {
    sinks.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aSlackMessageNamesItsLeadInTheMetadata() throws Exception {
    post(
        ports.slackUrl(),
        """
        {"text": "Hot!", "metadata": {"event_type": "t", "event_payload": {"deliveryId": "d1",
         "leadId": "l1", "identities": ["user:u1"], "tier": "sales-ready", "tierChangeId": "c1"}}}
        """);

    assertAboutLeadOne(only(), "slack", "d1");
    assertThat(only().at("/body/text").asText()).isEqualTo("Hot!");
  }

  @Test
  void aWebhookNamesItsLeadInTheDataAndItsDeliveryInAHeader() throws Exception {
    post(
        ports.webhookUrl(),
        """
        {"type": "lead.tier_changed", "data": {"leadId": "l1", "tierChangeId": "c1",
         "identities": ["user:u1"], "from": "nurture", "to": "sales-ready"}}
        """);

    assertAboutLeadOne(only(), "webhook", "d1");
  }

  @Test
  void anEmailNamesItsLeadInHeaders() throws Exception {
    Transport.send(email());

    assertAboutLeadOne(only(), "email", "d1");
    assertThat(only().at("/identities/1").asText()).isEqualTo("email:a,b+c@example.com");
    assertThat(only().at("/body/subject").asText()).isEqualTo("Häuptling ruft an");
    assertThat(only().at("/body/text").asText()).contains("forty-two points");
    assertThat(only().at("/body/html").asText()).contains("<b>42</b>");
  }

  private static void assertAboutLeadOne(JsonNode message, String channel, String id) {
    assertThat(message.path("channel").asText()).isEqualTo(channel);
    assertThat(message.path("id").asText()).isEqualTo(id);
    assertThat(message.path("leadId").asText()).isEqualTo("l1");
    assertThat(message.at("/identities/0").asText()).isEqualTo("user:u1");
    assertThat(message.path("tier").asText()).isEqualTo("sales-ready");
    assertThat(message.path("tierChangeId").asText()).isEqualTo("c1");
  }

  private JsonNode only() throws IOException {
    assertThat(outbox.messages(Instant.EPOCH, 10)).hasSize(1);
    return outbox.messages(Instant.EPOCH, 10).get(0);
  }

  private static void post(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.replace("localhost", "127.0.0.1")))
            .header("webhook-id", "d1")
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }

  private MimeMessage email() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(ports.smtp()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom("leadlight@example.com");
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("sales@example.com"));
    message.setSubject("Häuptling ruft an", "UTF-8");
    message.setHeader("X-Leadlight-Delivery", "d1");
    message.setHeader("X-Leadlight-Lead", "l1");
    message.setHeader("X-Leadlight-Identities", "user:u1,email:a%2Cb+c@example.com");
    message.setHeader("X-Leadlight-Tier", "sales-ready");
    message.setHeader("X-Leadlight-Tier-Change", "c1");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText("It has forty-two points.", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>It has <b>42</b> points.</p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", plain, html));
    return message;
  }
}
