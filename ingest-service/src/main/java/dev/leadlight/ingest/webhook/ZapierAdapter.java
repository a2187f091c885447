package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;

/**
 * The POST action of <em>Webhooks by Zapier</em>, and of whatever else can post JSON with a secret:
 * one message or a list of them, see {@link FreeForm}.
 */
final class ZapierAdapter implements WebhookAdapter {

  @Override
  public String vendor() {
    return "zapier";
  }

  @Override
  public List<BodyKind> bodies() {
    return List.of(BodyKind.JSON, BodyKind.FORM);
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return SharedSecret.check(request, settings);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return request.items().stream().map(FreeForm::item).toList();
  }
}
