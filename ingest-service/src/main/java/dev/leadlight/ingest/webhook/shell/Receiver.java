package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.webhook.WebhookAdapter;
import dev.leadlight.platform.webhook.WebhookSettings;

/** A source that takes webhooks, with the adapter that understands its vendor. */
record Receiver(Source source, WebhookSettings settings, WebhookAdapter adapter) {}
