package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.ingest.source.WebhookRules;
import dev.leadlight.ingest.webhook.Vendors;
import dev.leadlight.platform.webhook.WebhookSettings;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Settings are right if there is an adapter for the vendor and it can work with them. */
@Singleton
public class VendorRules implements WebhookRules {

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return Vendors.find(settings.vendor())
        .map(adapter -> adapter.fault(settings))
        .orElseGet(() -> Optional.of("the vendor of its webhooks is one of " + Vendors.names()));
  }
}
