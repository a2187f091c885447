package dev.leadlight.ingest.source;

import dev.leadlight.platform.webhook.WebhookSettings;

/** A source that a vendor's webhooks may speak for. */
public record WebhookSource(Source source, WebhookSettings settings) {}
