package dev.leadlight.local.stack.outbox;

import static dev.leadlight.local.stack.outbox.OutboxMessage.Channel.EMAIL;
import static dev.leadlight.local.stack.outbox.OutboxMessage.Channel.SLACK;
import static dev.leadlight.local.stack.outbox.OutboxMessage.Channel.WEBHOOK;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds in a message whom it is about, where each channel says so. */
final class Reading {
  private Reading() {}

  /** A body as Slack's incoming webhooks take it; whom it is about is in its metadata. */
  static OutboxMessage slack(JsonNode body) {
    JsonNode about = body.path("metadata").path("event_payload");
    return new OutboxMessage(
        idOr(text(about, "deliveryId")),
        SLACK,
        text(about, "leadId"),
        texts(about.path("identities")),
        text(about, "tier"),
        text(about, "tierChangeId"),
        Instant.EPOCH,
        body);
  }

  /**
   * A Standard Webhooks body.
   *
   * @param id the header {@code webhook-id}
   */
  static OutboxMessage webhook(@Nullable String id, JsonNode body) {
    JsonNode data = body.path("data");
    return new OutboxMessage(
        idOr(id),
        WEBHOOK,
        text(data, "leadId"),
        texts(data.path("identities")),
        text(data, "to"),
        text(data, "tierChangeId"),
        Instant.EPOCH,
        body);
  }

  /** A mail as it came over SMTP; whom it is about is in headers of our own. */
  static OutboxMessage email(byte[] mail) throws IOException {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
      return new OutboxMessage(
          idOr(header(message, "Delivery")),
          EMAIL,
          header(message, "Lead"),
          listed(message.getHeader("X-Leadlight-Identities", ",")),
          header(message, "Tier"),
          header(message, "Tier-Change"),
          Instant.EPOCH,
          parts(message));
    } catch (MessagingException fault) {
      throw new IOException("not a mail", fault);
    }
  }

  private static ObjectNode parts(MimeMessage message) throws MessagingException, IOException {
    ObjectNode body = ContractJson.mapper().createObjectNode();
    body.put("from", message.getHeader("From", ", "));
    body.put("to", message.getHeader("To", ", "));
    body.put("subject", message.getSubject());
    addTexts(message, body);
    return body;
  }

  private static void addTexts(Part part, ObjectNode body) throws MessagingException, IOException {
    Object content = part.getContent();
    if (content instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart one = several.getBodyPart(i);
        addTexts(one, body);
      }
    } else if (content instanceof String text) {
      body.put(part.isMimeType("text/html") ? "html" : "text", text);
    }
  }

  private static String idOr(@Nullable String id) {
    return Optional.ofNullable(id).orElseGet(() -> "unnamed-" + UUID.randomUUID());
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static @Nullable String header(MimeMessage message, String name)
      throws MessagingException {
    String value = message.getHeader("X-Leadlight-" + name, null);
    return value == null ? null : decoded(value);
  }

  private static List<String> listed(@Nullable String values) {
    return values == null
        ? List.of()
        : Stream.of(values.split(",", -1))
            .map(Reading::decoded)
            .filter(value -> !value.isEmpty())
            .toList();
  }

  /** Values are percent-encoded where a header field could not hold them; a plus is a plus. */
  private static String decoded(String value) {
    return URLDecoder.decode(value.strip().replace("+", "%2B"), UTF_8);
  }
}
