package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text messages that shoppers send to a Twilio number, and what became of those sent to them. STOP
 * and START are consent, everything else is a reply. The answer asks Twilio to say nothing. Twilio
 * gives no times, so those of arrival count.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Twilio's request to
 *     your webhook</a>
 */
final class TwilioAdapter implements WebhookAdapter {

  private static final WebhookAnswer SILENCE =
      new WebhookAnswer("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

  /** Where the account does not say by {@code OptOutType} what Twilio took a message for. */
  private static final Set<String> STOPS =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

  /** Not YES: that may be the answer to a question. */
  private static final Set<String> STARTS = Set.of("START", "UNSTOP");

  private static final Map<String, String> STATUSES =
      Map.of("sent", "SMS Sent", "delivered", "SMS Delivered");

  @Override
  public String vendor() {
    return "twilio";
  }

  @Override
  public List<BodyKind> bodies() {
    return List.of(BodyKind.FORM, BodyKind.JSON);
  }

  @Override
  public boolean takesGet() {
    return true;
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return settings.url().filter(TwilioSignature::isAddress).isPresent()
        ? Optional.empty()
        : Optional.of("Twilio signs the public address, so set it as url, with scheme and host");
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return TwilioSignature.check(request, settings);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return request.isGet()
        ? message(new Item(first(request.query()), Signatures.piece(raw(request)))).toList()
        : request.items().stream().flatMap(TwilioAdapter::message).toList();
  }

  @Override
  public WebhookAnswer answer(WebhookRequest request, WebhookSettings settings) {
    return SILENCE;
  }

  private static Stream<Item> message(Item sent) {
    Map<String, ?> fields = sent.fields() == null ? Map.of() : sent.fields();
    String sid = Fields.text(fields.get("MessageSid"));
    if (sid == null) {
      return Stream.of(
          Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/MessageSid", sent.sent()));
    }
    String status = Fields.text(fields.get("MessageStatus"));
    return status == null
        ? Stream.of(received(fields, sid).item(sent.sent()))
        : Optional.ofNullable(STATUSES.get(status)).stream()
            .map(event -> Message.track(event, "twilio:" + sid + ":" + status))
            .map(message -> message.in(Channel.SMS).trait("phone", number(fields.get("To"))))
            .map(message -> message.item(sent.sent()));
  }

  private static Message received(Map<String, ?> fields, String sid) {
    return Message.track(event(fields), "twilio:" + sid)
        .in(Channel.SMS)
        .trait("phone", number(fields.get("From")))
        .property("to", number(fields.get("To")))
        .property("message", fields.get("Body"))
        .property("media_count", fields.get("NumMedia"))
        .property("opt_out_type", fields.get("OptOutType"));
  }

  private static String event(Map<String, ?> fields) {
    String told = Fields.text(fields.get("OptOutType"));
    String body = Fields.text(fields.get("Body"));
    String word = body == null ? "" : body.toUpperCase(Locale.ROOT);
    if ("STOP".equals(told) || (told == null && STOPS.contains(word))) {
      return "Unsubscribed";
    }
    return "START".equals(told) || (told == null && STARTS.contains(word))
        ? "Subscribed"
        : "SMS Replied";
  }

  /** {@code whatsapp:+15550100} is the same person's number. */
  private static @Nullable String number(@Nullable Object sent) {
    String address = Fields.text(sent);
    return address == null ? null : address.substring(address.indexOf(':') + 1);
  }

  private static Map<String, String> first(Map<String, List<String>> parameters) {
    return parameters.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
  }

  private static String raw(WebhookRequest request) {
    return request.rawQuery() == null ? "" : request.rawQuery();
  }
}
