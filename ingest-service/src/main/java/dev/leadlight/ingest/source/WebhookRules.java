package dev.leadlight.ingest.source;

import dev.leadlight.platform.webhook.WebhookSettings;
import java.util.Optional;

/** What settings of webhooks must have, told by those who know the vendors. */
@FunctionalInterface
public interface WebhookRules {

  /** What is wrong or missing, in a sentence without secrets; empty if nothing is. */
  Optional<String> fault(WebhookSettings settings);
}
