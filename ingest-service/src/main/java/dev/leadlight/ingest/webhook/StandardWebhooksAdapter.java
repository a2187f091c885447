package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.StandardSignature;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Anybody's JSON, signed as the Standard Webhooks specification says; the options map it to our
 * messages. A body that is a list is a message each.
 */
final class StandardWebhooksAdapter implements WebhookAdapter {

  @Override
  public String vendor() {
    return "standard-webhooks";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    try {
      JsonMapping.parse(settings.options());
      settings.secrets().forEach(StandardSignature.Key::parse);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.ofNullable(wrong.getMessage());
    }
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return StandardSignature.check(request, settings.secrets(), now);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    JsonMapping mapping = JsonMapping.parse(settings.options());
    String id = StandardSignature.id(request).orElse("");
    List<Item> messages = new ArrayList<>();
    int index = 0;
    for (Item item : request.items()) {
      String own = request.content().list() ? id + ":" + index : id;
      mapping.message(item, own).ifPresent(messages::add);
      index++;
    }
    return messages;
  }
}
